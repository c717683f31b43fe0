from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "yuanban.oversight"
    verbose_name = "监管"

    def ready(self):
        from yuanban.cases.applicant.tracking import QUIET
        from yuanban.cases.history import NAMES, WORDS
        from yuanban.cases.panels import APPLICANT, DESK
        from yuanban.ledger.follow import follow
        from yuanban.oversight import check_pages, following, history

        DESK.register("checks", 30, check_pages.panel)
        APPLICANT.register("checks", 30, check_pages.panel)
        follow("case.issued", following.follow_issue)
        NAMES.update(history.NAMES)
        WORDS.update(history.WORDS)
        QUIET.update(history.OFFICE)
