from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "yuanban.catalogue"
    label = "catalogue"
    verbose_name = "事项"
    default_auto_field = "django.db.models.BigAutoField"
