from django.apps import AppConfig


class IntermediariesConfig(AppConfig):
    name = "yuanban.intermediaries"
    label = "intermediaries"
    verbose_name = "中介服务"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.cases.applicant import panels as applicant
        from yuanban.cases.desk import panels as desk
        from yuanban.intermediaries import panels

        desk.register("intermediaries", 72, panels.desk)
        applicant.register("intermediaries", 72, panels.applicant)
