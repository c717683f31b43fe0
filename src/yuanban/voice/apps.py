from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "yuanban.voice"
    label = "voice"
    verbose_name = "评价"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.cases import history
        from yuanban.cases.applicant import panels as applicant
        from yuanban.cases.applicant import tracking
        from yuanban.cases.desk import panels as desk
        from yuanban.voice import panels, words

        history.NAMES.update(words.NAMES)
        history.WORDS.update(words.WORDS)
        tracking.INTERNAL.update(words.INTERNAL)
        tracking.QUIET.update(words.QUIET)
        applicant.register("voice", 60, panels.applicant)
        desk.register("voice", 60, panels.desk)
