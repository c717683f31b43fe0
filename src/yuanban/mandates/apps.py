from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "yuanban.mandates"
    label = "mandates"
    verbose_name = "授权"
    default_auto_field = "django.db.models.BigAutoField"
