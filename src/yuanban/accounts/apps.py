from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "yuanban.accounts"
    label = "accounts"
    verbose_name = "人员"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from yuanban.accounts import moving
        from yuanban.ledger.follow import follow

        follow("merger.registered", moving.to_the_other_park)
