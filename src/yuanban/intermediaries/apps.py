from django.apps import AppConfig


class IntermediariesConfig(AppConfig):
    name = "yuanban.intermediaries"
    label = "intermediaries"
    verbose_name = "中介服务"
    default_auto_field = "django.db.models.BigAutoField"
