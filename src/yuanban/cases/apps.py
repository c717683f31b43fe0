from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "yuanban.cases"
    label = "cases"
    verbose_name = "办件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.cases import certificate_panels, gap_panels, place_panels
        from yuanban.cases.certified import follow_certificates
        from yuanban.cases.panels import APPLICANT, DESK
        from yuanban.cases.shelving import follow_cases

        follow_certificates()
        follow_cases()
        DESK.register("gaps", 10, gap_panels.desk)
        APPLICANT.register("gaps", 10, gap_panels.applicant)
        DESK.register("place", 90, place_panels.panel)
        APPLICANT.register("place", 90, place_panels.panel)
        DESK.register("certificates", 20, certificate_panels.panel)
        APPLICANT.register("certificates", 20, certificate_panels.panel)
