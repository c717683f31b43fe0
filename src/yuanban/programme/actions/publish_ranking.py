"""公布排名: computed, frozen with its digest, and never changed. A corrected one is another, with its reason."""

import hashlib
from decimal import Decimal

import orjson
from django.db import transaction

from yuanban.accounts.models import Person
from yuanban.law import programme as law
from yuanban.law import ranking as rules
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, plain, write
from yuanban.places.models import Region
from yuanban.programme import standings
from yuanban.programme.models import Application, Objection, Ranking
from yuanban.programme.step import call_of, require, values
from yuanban.voice.step import same


def computed(call, decided=None):
    """-> (the ranking as the law places them now, the sheets it rests on). Raises Refusal."""
    rows = list(
        call.applications.filter(state="recommended", barred="").select_related("park").prefetch_related("sheets__expert__person")
    )  # fmt: skip
    if not rows:
        raise Refusal("wrong-state", "没有可以排名的申报。", "请等市级推荐、专家评分。")
    sheets = {row.pk: [one for one in row.sheets.all() if one.state == "given"] for row in rows}
    entries = [entry(row, sheets[row.pk]) for row in rows]
    placed = rules.rank(entries, rules_of(call), decided)
    return placed, {str(one.pk): [one.version, str(one.total)] for found in sheets.values() for one in found}


def entry(row, sheets):
    given = sorted((one.expert.person.name, one.pk, values(one.scores)) for one in sheets)
    named = tuple(rules.Sheet(name, scores) for name, _, scores in given)
    return rules.Entry(str(row.pk), row.park.name, row.park.city_id or "", named)


def rules_of(call):
    criteria = call.criteria
    weighed = tuple(rules.Criterion(one["key"], one["name"], Decimal(str(one["weight"]))) for one in criteria.rows)
    quotas = dict(call.quotas.values_list("city", "number"))
    return rules.Rules(weighed, quotas, criteria.experts, criteria.pass_mark, criteria.apart, call.full)


@transaction.atomic
def publish_ranking(actor, pk, why="", decided=None, decided_why="", version=None):
    """`decided`: {application pk as text: order} of the review meeting for those the rules leave equal, with its reasons."""
    require(actor, "provincial")
    call = call_of(pk)
    same(call, version)
    law.guard_call(call.state, ("scoring", "notice"), "公布排名")
    if decided and not decided_why.strip():
        raise Invalid({"decided_why": "请写明评审会议决定先后的理由。"})
    before = call.rankings.select_for_update().exclude(state="replaced").first()
    number = before.number + 1 if before else 1
    law.guard_correction(number, why)
    placed, inputs = computed(call, decided)
    rows = frozen(placed)
    if before is not None:
        write(before, "ranking.replaced", actor, {"by": number, "why": why.strip()}, state="replaced")
    row = Ranking(
        call=call, number=number, rows=rows, inputs=inputs, decided=decided or {}, decided_why=decided_why.strip()[:500],
        why=why.strip()[:500], published_on=actor.day, published_by=Person.objects.get(pk=actor.person),
        until=law.notice_until(actor.day, call.notice_days), digest=digest(call.year, number, rows, inputs, decided or {}),
    )  # fmt: skip
    create(row, "ranking.published", actor)
    if call.state != "notice":
        write(call, "call.notice", actor, state="notice")
    return row


def frozen(placed):
    cities = dict(Region.objects.filter(code__in={one.city for one in placed}).values_list("code", "name"))
    parks = dict(Application.objects.filter(pk__in=[int(one.id) for one in placed]).values_list("pk", "park__code"))
    return plain(
        [one.told() | {"city_name": cities.get(one.city, one.city), "park": parks[int(one.id)]} for one in placed]
    )


def digest(year, number, rows, inputs, decided):
    """SHA-256 over everything the publication says and rests on."""
    said = {"year": year, "number": number, "rows": rows, "inputs": inputs, "decided": decided}
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def intact(ranking):
    """Whether the row still says what was published."""
    told = digest(ranking.call.year, ranking.number, ranking.rows, ranking.inputs, ranking.decided)
    return told == ranking.digest


@transaction.atomic
def settle(actor, pk, version=None):
    """确定: after the notice. Those chosen begin to build."""
    require(actor, "provincial")
    call = call_of(pk)
    same(call, version)
    law.guard_call(call.state, ("notice",), "确定创建名单")
    ranking = call.rankings.select_for_update().exclude(state="replaced").get()
    filed = Objection.objects.filter(ranking__call=call)
    upheld = filed.filter(ranking=ranking, state="upheld").exclude(remedy="none").count()
    law.guard_settle(ranking.until, actor.day, filed.filter(state="filed").count(), upheld, ranking.questioned)
    rows = {str(one.pk): one for one in call.applications.select_for_update(of=("self",)).select_related("park")}
    guard_still_there(ranking, rows)
    write(ranking, "ranking.settled", actor, state="final")
    write(call, "call.settled", actor, state="settled")
    for line in ranking.rows:
        outcome(actor, rows[line["id"]], line)
    for one in rows.values():
        if one.barred and one.state == "recommended":
            outcome(actor, one, {"selected": False, "why": one.barred, "rank": None})
    return ranking


def guard_still_there(ranking, rows):
    gone = [line["name"] for line in ranking.rows if rows[line["id"]].state != "recommended"]
    if gone:
        raise Refusal(
            "ranking-frozen", f"{'、'.join(gone)}的申报已经终止或者撤回。", "请写明原因，重新公布更正的排名。"
        )


def outcome(actor, row, line):
    said = {"rank": line["rank"], "why": line["why"]}
    if line["selected"]:
        write(row, "application.selected", actor, said, state="selected")
        standings.move(actor, row.park, "building", actor.day, row, way=row.way, area_m2=row.area_m2, staff=row.staff)
    else:
        write(row, "application.unselected", actor, said, state="unselected", why=line["why"][:500])
        held = standings.of(row.park, actor.day)
        if held and held.state == "applied":
            standings.end(actor, held, actor.day, "未列入")
