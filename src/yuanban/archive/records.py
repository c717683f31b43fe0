"""Whatever the rooms keep about a case in rows of their own, found through the models themselves: nothing is forgotten."""

from yuanban.archive.naming import dumped, safe
from yuanban.archive.packing import Part
from yuanban.cases import files
from yuanban.cases.models import Case, Upload

ELSEWHERE = {"materials", "papers", "archived"}  # volumes of their own
PRIVATE = {"needs", "connections", "service_requests"}  # contracts between a firm and its provider wait for it, no more


def records(case):
    """One list for each kind of row that belongs to the case, and the files that such rows carry."""
    for relation in sorted(Case._meta.related_objects, key=lambda one: one.related_model._meta.label):
        if relation.get_accessor_name() not in ELSEWHERE | PRIVATE:
            yield from of_kind(relation, case)


def of_kind(relation, case):
    model = relation.related_model
    key = relation.remote_field.name if relation.many_to_many else relation.field.name
    rows = list(model._default_manager.filter(**{key: case.pk}).order_by("pk"))
    if rows:
        name = model._meta.label.replace(".", "-")
        said = [{f.attname: getattr(row, f.attname) for f in plain_columns(model)} for row in rows]
        yield Part(f"05-记录/{name}.json", dumped(said), f"{model.__name__}记录")
        yield from carried(name, rows)


def plain_columns(model):
    return [field for field in model._meta.concrete_fields if field.get_internal_type() != "BinaryField"]


def carried(name, rows):
    links = [f.name for f in rows[0]._meta.concrete_fields if f.is_relation and f.related_model is Upload]
    for row in rows:
        for upload in filter(None, (getattr(row, link) for link in links)):
            path = f"05-记录/{name}-{row.pk}-{upload.pk}-{safe(upload.name)}"
            yield Part(path, files.read(upload), upload.name, upload.type)
