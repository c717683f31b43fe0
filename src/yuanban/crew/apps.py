from django.apps import AppConfig


class CrewConfig(AppConfig):
    name = "yuanban.crew"
    label = "crew"
    verbose_name = "帮办"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.cases import history
        from yuanban.cases.applicant import panels as applicant
        from yuanban.cases.desk import panels as desk
        from yuanban.crew import panels, words

        history.NAMES.update(words.NAMES)
        history.WORDS.update(words.WORDS)
        applicant.register("crew", 50, panels.applicant)
        desk.register("crew", 50, panels.desk)
