from django.apps import AppConfig


class ShelfConfig(AppConfig):
    name = "yuanban.shelf"
    verbose_name = "材料库"
