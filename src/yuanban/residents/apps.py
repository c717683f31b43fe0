from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "yuanban.residents"
    label = "residents"
    verbose_name = "驻场机构"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.cases.desk import panels as desk
        from yuanban.residents import panels

        desk.register("residents", 74, panels.desk)
