from django.apps import AppConfig


class JointConfig(AppConfig):
    name = "yuanban.joint"
    verbose_name = "会办"
