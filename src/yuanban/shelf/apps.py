from django.apps import AppConfig


class ShelfConfig(AppConfig):
    name = "yuanban.shelf"
    label = "shelf"
    verbose_name = "材料库"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.shelf.sources import register
        from yuanban.shelf.sources.folder import FolderSource

        register(FolderSource())
