from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "yuanban.archive"
    verbose_name = "档案"

    def ready(self):
        from yuanban.cases.history import NAMES, WORDS

        NAMES["case.archived"] = "归档"
        WORDS["case.archived"] = lambda data: f"电子档案摘要{data['sha256'][:16]}…"
