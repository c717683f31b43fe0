from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "yuanban.residents"
    label = "residents"
    verbose_name = "驻场机构"
    default_auto_field = "django.db.models.BigAutoField"
