"""The cells in the database: put what differs, take away what is no longer asked, count anew."""

from django.db import connection

from yuanban.catalogue.models import Item
from yuanban.mandates.coverage_models import CoverageCell, CoverageCount, CoverageInput
from yuanban.places.models import Park

TABLE, COUNTS = CoverageCell._meta.db_table, CoverageCount._meta.db_table
SAID = (
    "place",
    "mode",
    "rule",
    "because",
    "decides",
    "in_name_of",
    "days",
    "visits",
    "instruments",
    "missing",
    "until",
)
COLUMNS = ", ".join(("park_id", "item_id", *SAID, "day"))
KEPT = ", ".join(f"c.{name}" for name in SAID)
NEW = ", ".join(f"EXCLUDED.{name}" for name in SAID)
PUT = f"""
INSERT INTO {TABLE} AS c ({COLUMNS}) SELECT {COLUMNS} FROM coverage_new
ON CONFLICT (park_id, item_id) DO UPDATE SET ({", ".join(SAID)}, day) = ROW({NEW}, EXCLUDED.day)
WHERE ({KEPT}) IS DISTINCT FROM ({NEW})
"""
SETTLE = f"""
UPDATE {TABLE} AS c SET until = n.until FROM (
    SELECT o.id, LEAST(u.until, w.until) AS until FROM {TABLE} o
    JOIN catalogue_item i ON i.id = o.item_id JOIN places_park p ON p.id = o.park_id
    LEFT JOIN unnest(%s::text[], %s::date[]) AS u(item, until) ON u.item = i.code
    LEFT JOIN unnest(%s::text[], %s::text[], %s::date[]) AS w(park, item, until) ON w.park = p.code AND w.item = i.code
) n WHERE n.id = c.id AND c.until IS DISTINCT FROM n.until
"""
ABSENT = "该事项当日没有已公布的办事指南，请先公布该事项的办事指南。"


def put(cells, turns, day, tick=lambda: None):
    """Keep these cells; one that says the same as before is left alone. -> how many differed."""
    parks, items = dict(Park.objects.values_list("code", "pk")), dict(Item.objects.values_list("code", "pk"))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE coverage_new (LIKE {TABLE} INCLUDING DEFAULTS) ON COMMIT DROP")
        cursor.execute("ALTER TABLE coverage_new DROP COLUMN id")
        with cursor.copy(f"COPY coverage_new ({COLUMNS}) FROM STDIN") as copy:
            for cell, place in cells:
                copy.write_row(row(cell, place, parks, items, turns, day))
                tick()
        cursor.execute(PUT)
        differed = cursor.rowcount
        cursor.execute("DROP TABLE coverage_new")
        return differed


def row(cell, place, parks, items, turns, day):
    return (
        parks[cell.park], items[cell.item], place, cell.mode or "", cell.rule, cell.because, cell.decides, cell.in_name_of,
        cell.days, cell.visits, list(cell.instruments), list(cell.missing), turns.next(cell.park, cell.item), day,
    )  # fmt: skip


def pairs():
    return set(CoverageCell.objects.values_list("park__code", "item__code"))


def take_away(pairs):
    """Cells of a park that no longer asks for the item."""
    gone = sorted(pairs)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TABLE} c USING places_park p, catalogue_item i, unnest(%s::text[], %s::text[]) AS g(park, item)"
            " WHERE c.park_id = p.id AND c.item_id = i.id AND p.code = g.park AND i.code = g.item",
            [[park for park, _ in gone], [item for _, item in gone]],
        )


def count(parks):
    """Count the cells of these parks anew."""
    codes = sorted(parks)
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {COUNTS} n USING places_park p WHERE n.park_id = p.id AND p.code = ANY(%s)", [codes]
        )
        cursor.execute(
            f"INSERT INTO {COUNTS} (park_id, mode, rule, cells) SELECT c.park_id, c.mode, c.rule, count(*) FROM {TABLE} c"
            " JOIN places_park p ON p.id = c.park_id WHERE p.code = ANY(%s) GROUP BY 1, 2, 3",
            [codes],
        )


def settle(turns):
    """Each cell's next turn, when any of them moved."""
    parks, items = [park for park, _ in turns.pairs], [item for _, item in turns.pairs]
    with connection.cursor() as cursor:
        cursor.execute(
            SETTLE, [list(turns.items), list(turns.items.values()), parks, items, list(turns.pairs.values())]
        )


def digests():
    return {(kind, code): digest for kind, code, digest in CoverageInput.objects.values_list("kind", "code", "digest")}


def said_by(keys):
    """{(kind, code): what it said} when the cells were last computed."""
    kinds = {kind for kind, _ in keys}
    found = CoverageInput.objects.filter(kind__in=kinds, code__in={code for _, code in keys})
    return {(one.kind, one.code): one.said for one in found if (one.kind, one.code) in keys}


def keep(changed, gone):
    CoverageInput.objects.bulk_create(
        [CoverageInput(kind=i.kind, code=i.code, digest=i.digest, said=i.said.decode()) for i in changed],
        update_conflicts=True,
        unique_fields=["kind", "code"],
        update_fields=["digest", "said"],
        batch_size=1000,
    )
    for kind in {kind for kind, _ in gone}:
        CoverageInput.objects.filter(kind=kind, code__in=[code for one, code in gone if one == kind]).delete()
