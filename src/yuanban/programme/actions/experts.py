"""评审专家: registered with the interests they declare, asked to score, standing aside."""

from django.db import IntegrityError, transaction

from yuanban.accounts.models import Post
from yuanban.law import programme as law
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.programme.models import Expert, Sheet
from yuanban.programme.step import application_of, call_of, require
from yuanban.voice.step import same


@transaction.atomic
def keep_expert(actor, person, unit, field, cities=(), why="", active=True):
    """`cities`: region codes of prefectures in which they have an interest."""
    require(actor, "provincial")
    if not Post.objects.filter(person=person, role="expert").exists():
        raise Invalid({"person": f"{person.name}没有“评审专家”岗位，请先由系统管理员设置。"})
    if cities and not why.strip():
        raise Invalid({"why": "请写明利害关系。"})
    told = {
        "unit": unit.strip()[:120],
        "field": field.strip()[:120],
        "cities": sorted(cities),
        "why": why.strip()[:300],
    }
    known = Expert.objects.select_for_update().filter(person=person).first()
    if known:
        write(known, "expert.changed", actor, active=active, **told)
        return known
    row = Expert(person=person, active=active, **told)
    create(row, "expert.registered", actor)
    return row


@transaction.atomic
def assign(actor, application, expert):
    """Ask one expert to score one application. `expert`: pk."""
    require(actor, "provincial")
    row = application_of(application)
    law.guard_call(row.call.state, ("scoring", "notice"), "指派专家")
    if row.state != "recommended":
        raise Refusal("wrong-state", f"{row.park.name}的申报不在评审中。", "请选择市级已推荐的申报。")
    found = Expert.objects.select_related("person").get(pk=expert)
    if not found.active:
        raise Invalid({"expert": f"{found.person.name}现在不参加评审。"})
    law.guard_interest(row.park.city_id or "", found.cities, territory_of(found, actor.day))
    sheet = Sheet(application=row, expert=found)
    try:
        with transaction.atomic():
            create(sheet, "sheet.asked", actor, {"park": row.park.code, "expert": found.person.name})
    except IntegrityError:
        raise Invalid({"expert": f"{found.person.name}已经在评这个园区。"}) from None
    return sheet


def territory_of(expert, day):
    """The places of the bodies this person works for besides being an expert. A province's body is nobody's city."""
    posts = Post.objects.filter(person=expert.person, from_date__lte=day).exclude(role="expert").select_related("body")
    live = [post for post in posts if post.to_date is None or post.to_date >= day]
    return [code for post in live for code in post.body.territory if not code.endswith("0000")]


def free(call, day):
    """{application: [experts who may be asked]}, of the applications being scored."""
    experts = list(Expert.objects.filter(active=True).select_related("person").order_by("person__name"))
    works = {one.pk: territory_of(one, day) for one in experts}
    rows = call.applications.filter(state="recommended").select_related("park").prefetch_related("sheets")
    found = {}
    for row in rows:
        taken = {sheet.expert_id for sheet in row.sheets.all()}
        found[row.pk] = [one for one in experts if one.pk not in taken and unconcerned(row, one, works[one.pk])]
    return found


def unconcerned(row, expert, works):
    try:
        law.guard_interest(row.park.city_id or "", expert.cities, works)
    except Refusal:
        return False
    return True


@transaction.atomic
def stand_aside(actor, sheet, why, version=None):
    """回避: the expert says so before scoring; another is asked in their place."""
    call = call_of(Sheet.objects.values_list("application__call", flat=True).get(pk=sheet))
    law.guard_call(call.state, ("scoring", "notice"), "申请回避")
    row = Sheet.objects.select_for_update(of=("self",)).select_related("expert").get(pk=sheet)
    same(row, version)
    law.guard_own_sheet(row.expert.person_id, actor.person)
    if row.state != "asked":
        raise Refusal("wrong-state", f"这份评分{row.get_state_display()}，不能申请回避。", "请联系省级中心。")
    if not why.strip():
        raise Invalid({"why": "请写明回避的原因。"})
    write(row, "sheet.aside", actor, state="aside", aside_why=why.strip()[:300])
    return row
