from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "yuanban.programme"
    label = "programme"
    verbose_name = "创建计划"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.cases.panels import HOME
        from yuanban.programme import desk_lead, following

        following.begin()
        HOME.register("support-items", 10, desk_lead.lead)
