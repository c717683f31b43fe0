from django.apps import AppConfig


class JointConfig(AppConfig):
    name = "yuanban.joint"
    verbose_name = "会办"

    def ready(self):
        from yuanban.cases import before
        from yuanban.cases.applicant.tracking import INTERNAL
        from yuanban.cases.history import NAMES, WORDS
        from yuanban.cases.panels import APPLICANT, DESK
        from yuanban.joint import panels, weighing, words

        before.register("decide", weighing.guard_decision)
        NAMES.update(words.NAMES)
        WORDS.update(words.WORDS)
        INTERNAL.update(words.INTERNAL)
        DESK.register("joint", 5, panels.desk)
        APPLICANT.register("joint", 5, panels.applicant)
