from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "yuanban.site"
    label = "site"
    verbose_name = "网站"
    default_auto_field = "django.db.models.BigAutoField"
