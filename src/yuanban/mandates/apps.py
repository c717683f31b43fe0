from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "yuanban.mandates"
    label = "mandates"
    verbose_name = "授权"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.mandates import coverage_jobs  # noqa: F401  (it listens to the epoch)
