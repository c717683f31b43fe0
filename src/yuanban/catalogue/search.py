"""Finding items by what people type: official words, everyday words, pinyin, initials, codes."""

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import yaml
from django.db.models import BooleanField, Case, Count, Exists, F, Func, IntegerField, OuterRef, Q, Value, When, Window
from django.db.models.functions import Length

from yuanban.catalogue import words as w
from yuanban.catalogue.models import Item

LONGEST = 60
STEP = 100
EQUAL, STARTS, CONTAINS, SYNONYM, ELSEWHERE, SPELLED_START, SPELLED, SCATTERED = range(8)
WHY = {
    EQUAL: "名称或编码一致",
    STARTS: "名称以所查词语开头",
    CONTAINS: "名称含有所查词语",
    ELSEWHERE: "部门或主题含有所查词语",
    SPELLED_START: "名称的拼音或首字母",
    SPELLED: "名称的拼音或首字母",
    SCATTERED: "名称含有所查的每个字",
}


# What people put around the matter itself, and the second thoughts of a matter, which come after its beginning.
AROUND = re.compile("我想|我要|怎么|怎样|如何|哪里|需要|什么|办理|申请|手续|流程|材料|办|证|的|要|在")
LATER = "变更|延续|续期|注销|补办|补证|补领|补发|换发|换证|遗失|撤销|到期"


class Hit(NamedTuple):
    item: Item
    why: str
    in_park: bool


class Found(NamedTuple):
    hits: list[Hit]
    total: int


class Says(Func):
    """A tsvector column against our own tsquery text, past PostgreSQL's parser, which knows no Chinese."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, query):
        super().__init__(F("words"), Value(query))


def search(words, park=None, limit=20, offset=0):
    """-> Found(hits, total). By exactness, then what `park` offers, then how often it is used."""
    words, parts = parts_of(words)
    if not parts:
        return Found([], 0)
    found = look(ladder(parts, words), park, limit, offset, parts)
    return found if found.total else look(loosened("".join(parts)), park, limit, offset, parts)


def matching(words):
    """Everything that `search` finds, as rows that can be filtered, most exact first."""
    words, parts = parts_of(words)
    for steps in (ladder(parts, words), loosened("".join(parts))) if parts else ():
        if steps and (rows := ranked(steps, None)).exists():
            return rows
    return Item.objects.none()


def parts_of(words):
    words = "".join(char if char.isprintable() else " " for char in str(words)[:LONGEST]).strip()
    return words, [part for part in map(w.plain, words.split()) if part]


def suggest(words, park=None, limit=8):
    """What to offer while someone types: hits with different names."""
    hits: dict[str, Hit] = {}
    for hit in search(words, park, limit * 4).hits:
        hits.setdefault(hit.item.name, hit)
    return list(hits.values())[:limit]


def fill(items):
    """Set the columns that search reads; call it before an item is saved."""
    for item in items:
        others = [
            item.organ_name or (item.organ.name if item.organ_id else ""),
            item.theme,
            item.extra.get("主项名称", ""),
        ]
        item.words = w.vector(item.name, filter(None, others))
        item.pinyin = w.pinyin(item.name)
        item.initials = w.initials(item.name)[:300]
    return items


def ladder(parts, words):
    """What counts as found, most exact first."""
    whole = "".join(parts)
    code = words.upper()
    steps = {
        EQUAL: Q(Says(w.phrase(whole, start=True, end=True, weight=w.NAME))) | Q(code__in={code, words}),
        STARTS: Q(Says(w.phrase(whole, start=True, weight=w.NAME))) | code_starts(code),
        CONTAINS: Q(Says(" & ".join(f"({w.phrase(part, weight=w.NAME)})" for part in parts))),
        ELSEWHERE: Q(Says(" & ".join(f"({w.phrase(part)})" for part in parts))),
        SPELLED_START: sounded(parts, start=True),
        SPELLED: sounded(parts),
    }
    ranks = {rank * STEP: step for rank, step in steps.items() if step}
    return dict(sorted((ranks | meant(whole)).items()))


def loosened(whole):
    """When nothing fits: names that have every character of the matter itself."""
    core = AROUND.sub("", whole)
    return {SCATTERED * STEP: Q(Says(w.scattered(core)))} if len(core) > 1 and not has_letters(core) else {}


def code_starts(code):
    return Q(code__startswith=code) if len(code) >= 6 and code.isascii() else Q()


def meant(whole):
    """The official words for everyday ones, the closest first."""
    targets = dict.fromkeys(target for _, targets in synonyms_in(whole) for target in targets)
    return {
        SYNONYM * STEP + place: Q(Says(w.phrase(w.plain(target), weight=w.NAME)))
        for place, target in enumerate(list(targets)[:STEP])
    }


def sounded(parts, start=False):
    """Every part by its sound; a part without letters must stand in the text as it is."""
    if not any(has_letters(part) for part in parts):
        return Q()
    condition = Q()
    for number, part in enumerate(parts):
        condition &= sound(part, start and number == 0) if has_letters(part) else Q(Says(w.phrase(part)))
    return condition


def sound(part, start):
    if len(part) < 2:
        return Q(Says(w.phrase(part)))
    lookup = "startswith" if start else "contains"
    condition = Q(**{f"initials__{lookup}": part})
    for way in w.spelled(part):
        condition |= Q(**{f"pinyin__{lookup}": f" {way}"})
    return condition


def has_letters(part):
    return any("a" <= char <= "z" for char in part)


def look(steps, park, limit, offset, parts):
    if not steps:
        return Found([], 0)
    rows = ranked(steps, park)
    page = list(rows.annotate(total=Window(Count("*")))[offset : offset + limit])
    total = page[0].total if page else (rows.count() if offset else 0)
    return Found([Hit(item, why(item, "".join(parts)), item.in_park) for item in page], total)


def ranked(steps, park):
    matched = Q()
    for step in steps.values():
        matched |= step
    rank = Case(*(When(step, then=Value(number)) for number, step in steps.items()), output_field=IntegerField())
    later = Case(When(name__regex=LATER, then=Value(1)), default=Value(0))
    return (
        Item.objects.filter(matched)
        .annotate(rank=rank, later=later, in_park=offered(park))
        .order_by("rank", "-in_park", "-uses", "later", Length("name"), "name", "code")
        .select_related("organ", "region")
        .defer("words", "pinyin", "initials")
    )


def offered(park):
    if park is None:
        return Value(False, output_field=BooleanField())
    today = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    arranged = Item.objects.filter(pk=OuterRef("pk"), arrangements__park=park, arrangements__from_date__lte=today)
    return Exists(arranged.filter(Q(arrangements__to_date__isnull=True) | Q(arrangements__to_date__gt=today)))


def why(item, whole):
    if item.rank // STEP != SYNONYM:
        return WHY[item.rank // STEP]
    name = w.plain(item.name)
    key, target = next((key, t) for key, targets in synonyms_in(whole) for t in targets if w.plain(t) in name)
    return f"“{key}”即“{target}”"


@lru_cache(maxsize=1)
def synonyms():
    """{everyday words: the official words they stand for}"""
    entries = yaml.safe_load((Path(__file__).parent / "data" / "synonyms.yaml").read_text())
    return {w.plain(word): (word, entry["official"]) for entry in entries for word in entry["everyday"]}


def synonyms_in(whole):
    """[(everyday word, official words)] said in the query, without those that are part of a longer one said."""
    said = [word for word in synonyms() if word in whole]
    return [synonyms()[word] for word in said if not any(word != other and word in other for other in said)]
