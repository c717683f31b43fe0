from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "yuanban.notify"
    verbose_name = "提醒"
