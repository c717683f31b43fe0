"""收录条款: clauses on handing down powers, offered as the basis of drafts. They give nothing by themselves."""

from yuanban.mandates.models import Clause

UNIQUE = ("regulation", "edition", "article", "way", "text_sha256")


def keep_clauses(clauses):
    """`clauses` are (key, fields). -> the keys of those that are new"""
    new = set()
    for key, fields in clauses:
        more = {name: value for name, value in fields.items() if name not in UNIQUE}
        _, made = Clause.objects.get_or_create(**{name: fields[name] for name in UNIQUE}, defaults=more)
        if made:
            new.add(key)
    return new
