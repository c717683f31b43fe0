from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "yuanban.archive"
    verbose_name = "档案"
