from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "yuanban.certificates"
    verbose_name = "证照"
