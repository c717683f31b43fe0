from django.db import connection

from yuanban.law import codes

NEXT = """
INSERT INTO cases_counter (centre_id, day, last) VALUES (%s, %s, 1)
ON CONFLICT (centre_id, day) DO UPDATE SET last = cases_counter.last + 1 RETURNING last
"""


def next_number(centre, item, day):
    """A case number: item part, day, centre, serial of that centre and day. One row is touched, whatever went before."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [centre.pk, day])
        serial = cursor.fetchone()[0]
    part = codes.case_item_part(codes.parse_item_code(item.code), (item.region_id or "")[:6], item.name)
    return codes.case_number(part, day, centre.number, serial)
