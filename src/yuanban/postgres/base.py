"""Django's PostgreSQL backend on the embedded server, which the first connection starts."""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg.conninfo import conninfo_to_dict

from yuanban import postgres


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        server = conninfo_to_dict(postgres.start(settings.POSTGRES))
        return super().get_connection_params() | {"host": server["host"], "user": server["user"]}
