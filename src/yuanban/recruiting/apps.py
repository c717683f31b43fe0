from django.apps import AppConfig


class RecruitingConfig(AppConfig):
    name = "yuanban.recruiting"
    label = "recruiting"
    verbose_name = "招聘和活动"
    default_auto_field = "django.db.models.BigAutoField"
