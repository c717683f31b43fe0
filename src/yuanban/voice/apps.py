from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "yuanban.voice"
    label = "voice"
    verbose_name = "评价"
    default_auto_field = "django.db.models.BigAutoField"
