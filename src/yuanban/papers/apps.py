from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "yuanban.papers"
    label = "papers"
    verbose_name = "文书"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.ledger.follow import follow
        from yuanban.papers.following import WRITERS, follow_case

        for kind in WRITERS:
            follow(kind, follow_case)
