from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "yuanban.oversight"
    verbose_name = "监管"
