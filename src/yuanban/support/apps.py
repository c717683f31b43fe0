from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "yuanban.support"
    label = "support"
    verbose_name = "要素服务"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.accounts import landing
        from yuanban.cases.panels import APPLICANT, DESK
        from yuanban.ledger.follow import follow
        from yuanban.support import doors, panels, permits

        for kind in permits.ENDS:
            follow(kind, permits.follow_case)
        APPLICANT.register("support", 50, panels.applicant)
        DESK.register("support", 50, panels.desk)
        landing.register(doors.landing)
