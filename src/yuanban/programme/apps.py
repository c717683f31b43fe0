from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "yuanban.programme"
    label = "programme"
    verbose_name = "创建计划"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.programme import following

        following.begin()
