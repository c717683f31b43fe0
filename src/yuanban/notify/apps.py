from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "yuanban.notify"
    verbose_name = "提醒"

    def ready(self):
        from yuanban.cases.applicant.tracking import QUIET
        from yuanban.cases.desk import panels
        from yuanban.cases.history import NAMES, WORDS
        from yuanban.ledger.follow import follow
        from yuanban.notify import beside_telling as beside
        from yuanban.notify import cadres, cards, clocks, colleagues, history, panel, runners, service_telling, telling

        follow("case.*", telling.tell_applicant)
        follow("case.*", telling.note_transfer)
        follow("case.carded", cards.follow_card)
        for every in ("service.*", "connection.*", "admission.*"):
            follow(every, service_telling.tell_sides)
        follow("signup.seated", beside.tell_seated)
        follow("gathering.cancelled", beside.tell_cancelled)
        follow("gathering.changed", beside.tell_moved)
        follow("commission.*", beside.tell_commission)
        follow("dispute.*", beside.tell_dispute)
        follow("service.reminded", cadres.tell_of_service)
        follow("case.supplement-asked", cadres.tell_cadre)
        follow("order.assigned", runners.tell_runner)
        clocks.register("case", clocks.of_cases)
        clocks.register("push", clocks.of_pushes)
        clocks.register("consult", clocks.of_consultations)
        for kind in colleagues.TOLD:
            follow(kind, colleagues.tell_colleagues)
        clocks.register("commitment", clocks.of_commitments)
        panels.register("notify", 80, panel.draw)
        NAMES.update(history.NAMES)
        WORDS.update(history.WORDS)
        QUIET.update(history.NAMES)
