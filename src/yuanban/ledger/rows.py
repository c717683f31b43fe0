"""Rows on a hot path: statements made once, without building a query for it each time."""

from functools import cache

import orjson
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import JSONField


@cache
def insertion(model, names):
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return fields, f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks}) RETURNING id'


def insert(model, **values):
    """Every column without a database default must be given; a foreign key by its id. -> the new id."""
    fields, sql = insertion(model, tuple(values))
    with connection.cursor() as cursor:
        cursor.execute(sql, [f.get_db_prep_save(values[f.name], connection) for f in fields])
        return cursor.fetchone()[0]


@cache
def selection(model):
    names, json, columns = columns_of(model, "c")
    return names, json, f'SELECT {columns} FROM "{model._meta.db_table}" c WHERE '


def columns_of(model, alias):
    fields = model._meta.concrete_fields
    json = [n for n, field in enumerate(fields) if isinstance(field, JSONField)]
    return [f.attname for f in fields], json, ", ".join(f'{alias}."{field.column}"' for field in fields)


def select(model, condition, values):
    """The rows of `model`, called `c` in the condition, as its instances."""
    names, json, sql = selection(model)
    with connection.cursor() as cursor:
        cursor.execute(sql + condition, values)
        return [model.from_db(DEFAULT_DB_ALIAS, names, decoded(row, json)) for row in cursor.fetchall()]


@cache
def pairing(model, link):
    key = model._meta.get_field(link)
    own, other = columns_of(model, "c"), columns_of(key.related_model, "o")
    joined = f'"{model._meta.db_table}" c LEFT JOIN "{key.related_model._meta.db_table}" o ON o.id = c."{key.column}"'
    return key.related_model, own, other, f"SELECT {own[2]}, {other[2]} FROM {joined} WHERE "


def select_with(model, link, condition, values):
    """As `select`, each row with what its foreign key `link` points to, in the same statement."""
    related, (names, json, _), (others, other_json, _), sql = pairing(model, link)
    with connection.cursor() as cursor:
        cursor.execute(sql + condition, values)
        rows = cursor.fetchall()
    found = []
    for row in rows:
        one = model.from_db(DEFAULT_DB_ALIAS, names, decoded(row[: len(names)], json))
        if getattr(one, f"{link}_id") is not None:
            setattr(one, link, related.from_db(DEFAULT_DB_ALIAS, others, decoded(row[len(names) :], other_json)))
        found.append(one)
    return found


def decoded(row, json):
    row = list(row)
    for n in json:
        row[n] = row[n] if row[n] is None else orjson.loads(row[n])
    return row
