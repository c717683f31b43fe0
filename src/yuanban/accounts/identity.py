"""Who is signed in, in one statement: the person, their posts, their enterprises, and whether the law's picture is old.

Every request begins with this; through the ORM it would be four statements.
"""

import datetime as dt

import orjson
from django.contrib.auth.backends import ModelBackend
from django.db import DEFAULT_DB_ALIAS, connection

from yuanban.accounts.acting import CHINA
from yuanban.accounts.models import Person
from yuanban.places import epoch

FIELDS = Person._meta.concrete_fields
SQL = f"""
SELECT {", ".join(f"p.{field.column}" for field in FIELDS)},
       ARRAY(SELECT enterprise_id FROM accounts_enterprise_members WHERE person_id = p.id),
       (SELECT coalesce(jsonb_agg(jsonb_build_object('post', o.id, 'role', o.role, 'body', b.code, 'body_name', b.name,
               'centre', o.centre_id, 'powers', o.powers, 'head', o.head) ORDER BY o.id), '[]')
          FROM accounts_post o JOIN places_body b ON b.id = o.body_id
         WHERE o.person_id = p.id AND o.from_date <= %s AND coalesce(o.to_date, 'infinity') >= %s),
       (SELECT mark FROM places_epoch WHERE id = 1)
FROM accounts_person p WHERE p.id = %s
"""


class Backend(ModelBackend):
    def get_user(self, user_id):
        """The person with `posts` and `firms` already read; None when there is none or the account is closed."""
        day = dt.datetime.now(CHINA).date()
        with connection.cursor() as cursor:
            cursor.execute(SQL, [day, day, user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        *columns, firms, posts, mark = row
        person = Person.from_db(DEFAULT_DB_ALIAS, [field.attname for field in FIELDS], columns)
        vars(person)["known"] = (day, orjson.loads(posts), tuple(firms))
        epoch.remember(mark)
        return person if self.user_can_authenticate(person) else None
