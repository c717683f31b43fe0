"""Numbers of papers: one register for each body, word and year. One row is touched, whatever went before."""

from django.db import connection

NEXT = """
INSERT INTO papers_register (body_id, word, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (body_id, word, year) DO UPDATE SET last = papers_register.last + 1 RETURNING last
"""


def next_number(body_id, sign, word, year):
    """市住建局许准〔2026〕00012号."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [body_id, word, year])
        serial = cursor.fetchone()[0]
    return f"{sign}{word}〔{year}〕{serial:05d}号"
