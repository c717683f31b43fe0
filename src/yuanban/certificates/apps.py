from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "yuanban.certificates"
    label = "certificates"
    verbose_name = "证照"
    default_auto_field = "django.db.models.BigAutoField"
