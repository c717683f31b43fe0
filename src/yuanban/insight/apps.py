from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "yuanban.insight"
    verbose_name = "研判"
