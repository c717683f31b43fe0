"""Reading the programme: whose applications somebody may see, the board of a year, what became of scores."""

from collections import Counter
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q

from yuanban.accounts.models import Person
from yuanban.law import ranking as rules
from yuanban.ledger.models import Event
from yuanban.places.models import Park
from yuanban.programme import standings
from yuanban.programme.models import Application, Call, Objection, Sheet
from yuanban.programme.step import cities_of, parks_of, values

EVERYTHING = ("provincial", "auditor")
KINDS = {
    "application.begun": "开始填写",
    "application.edited": "修改申报",
    "application.attached": "上传佐证",
    "application.detached": "删除佐证",
    "application.submitted": "提交申报",
    "application.withdrawn": "撤回申报",
    "application.recommended": "市级推荐",
    "application.declined": "市级不推荐",
    "application.returned": "市级退回补充",
    "application.barred": "不再参加排名",
    "application.selected": "列入创建",
    "application.unselected": "未列入",
    "application.inspected": "到现场",
    "application.accepted": "验收通过",
    "application.mending": "限期整改",
    "application.downgraded": "降级",
    "application.ended": "终止",
    "application.passed": "随园区合并转入",
    "sheet.asked": "请专家评分",
    "sheet.given": "专家评分",
    "sheet.changed": "修改评分",
    "sheet.aside": "专家回避",
    "ranking.published": "公布排名",
    "ranking.questioned": "公布以后评分改动",
    "ranking.replaced": "被更正的排名取代",
    "ranking.settled": "确定名单",
}
QUIET = ("application.edited", "application.attached", "application.detached")


def visible_to(actor):
    """The province and the auditors all; a city its own; a park its own; an expert those they were asked to score."""
    rows = Application.objects.select_related("call__criteria", "park__city", "park__centre")
    if actor.role in EVERYTHING:
        return rows
    if actor.role == "city":
        return rows.filter(city_test(actor)).exclude(state="draft")
    if actor.role in ("manager", "approver"):
        return rows.filter(park__in=Park.objects.filter(parks_of(actor)))
    if actor.role == "expert":
        return rows.filter(Exists(Sheet.objects.filter(application=OuterRef("pk"), expert__person=actor.person)))
    return rows.none()


def city_test(actor, path="park__city__code"):
    test = Q(pk__in=[])
    for code in cities_of(actor):
        test |= Q(**{f"{path}__startswith": code})
    return test


def calls():
    """Published ones, the newest first."""
    return Call.objects.exclude(state="draft").select_related("criteria")


def board(call, day):
    """[(city, code, quota, {state: n}, {standing: n})] of a year: what every prefecture has and where it stands."""
    states: dict = {}
    for city, state, n in call.applications.order_by().values_list("park__city", "state").annotate(n=Count("pk")):
        states.setdefault(city, Counter())[state] += n
    stands = standings.by_city(day)
    quotas = {quota.city_id: quota for quota in call.quotas.select_related("city")}
    named = {quota.city_id: quota.city.name for quota in quotas.values()}
    more = [code for code in states if code not in named]
    named |= dict(Park.objects.filter(city__in=more).values_list("city", "city__name"))
    return [
        {
            "code": code, "name": named[code], "quota": quotas[code].number if code in quotas else 0,
            "central": code in quotas and quotas[code].central, "states": states.get(code, Counter()),
            "stands": stands.get(code, {}),
        }
        for code in sorted(named)
    ]  # fmt: skip


def coverage(day):
    """(parks that stand, those open, those being built): how far the province is from full coverage."""
    counted = standings.totals(day)
    parks = Park.objects.filter(Q(merger=None) | Q(merger__day__gt=day)).count()
    return parks, counted["open"]["centres"], counted["building"]["centres"]


def scored(call):
    """[(application, its given sheets, Spread or None, sheets asked)] of what is being scored, the best first."""
    rows = call.applications.filter(
        state__in=("recommended", "selected", "unselected", "accepted", "downgraded", "ended")
    )
    rows = (
        rows.exclude(state="ended", sheets=None).select_related("park__city").prefetch_related("sheets__expert__person")
    )
    found = [(row, *spread_of(row, call.criteria)) for row in rows.distinct()]
    return sorted(found, key=lambda one: (-(one[2].mean if one[2] else Decimal(-1)), one[0].park.name))


def spread_of(row, criteria):
    sheets = sorted(row.sheets.all(), key=lambda one: one.expert.person.name)
    given = [one for one in sheets if one.state == "given"]
    found = rules.spread([as_rule(one) for one in given], criteria.apart) if given else None
    return given, found, sheets


def as_rule(sheet):
    return rules.Sheet(sheet.expert.person.name, values(sheet.scores))


def story(*streams):
    """What happened, newest first: [{at, title, who, text, event}], with every change of a score and why."""
    events = list(Event.objects.filter(stream__in=streams).order_by("-at", "-seq"))
    people = Person.objects.in_bulk({event.person for event in events if event.person})
    return [
        {
            "at": event.at,
            "title": KINDS.get(event.kind, event.kind),
            "who": people[event.person].name if event.person in people else "",
            "text": said(event),
            "tone": {"sheet.changed": "amber", "ranking.questioned": "red", "application.barred": "red"}.get(
                event.kind, ""
            ),
        }
        for event in events
        if event.kind in KINDS
    ]


def said(event):
    data = event.data
    if event.kind in ("sheet.changed", "ranking.questioned"):
        moved = "；".join(f"{key}：{before}→{after}" for key, (before, after) in data["moved"].items())
        name = f"{data['name']}，{data['expert']}：" if "name" in data else ""
        before, after = data["totals"]
        return f"{name}总分{before}→{after}{f'（{moved}）' if moved else ''}。原因：{data['why']}"
    if event.kind in ("application.attached", "application.detached"):
        return data["file"]
    text = data.get("why") or data.get("opinion") or data["set"].get("why") or ""
    return text if isinstance(text, str) else ""


def named_scores(entries, criteria):
    """The story with the criteria by their names."""
    names = {row["key"]: row["name"] for row in criteria.rows}
    for one in entries:
        for key, name in names.items():
            one["text"] = one["text"].replace(f"{key}：", f"“{name}”")
    return entries


def history_of(row):
    sheets = [sheet.stream for sheet in row.sheets.all()]
    return named_scores(story(row.stream, *sheets), row.call.criteria)


def standing_ranking(call):
    return call.rankings.exclude(state="replaced").first()


def questions(ranking):
    """The story of the scores that were changed beneath a publication."""
    return [one for one in story(ranking.stream) if one["title"] == KINDS["ranking.questioned"]]


def objections(call):
    rows = Objection.objects.filter(ranking__call=call).select_related("application__park", "ranking", "answered_by")
    return rows.order_by("-filed_on", "-pk")
