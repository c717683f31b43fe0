"""队伍、队员、片区、地点: who can do what, where."""

from django.db import IntegrityError, transaction

from yuanban.accounts.models import Person, Post
from yuanban.catalogue.models import Item
from yuanban.crew.models import ORDER_KINDS, Area, Order, Runner, Spot, Team
from yuanban.crew.step import require_lead
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write

FARTHEST = 300


@transaction.atomic
def form_team(actor, name, kind, leader=None):
    """`leader` is the id of a person with a helper's post at this centre."""
    require_manager(actor)
    errors = {}
    if not name.strip():
        errors["name"] = "请填写队伍的名称。"
    elif Team.objects.filter(centre=actor.centre, name=name.strip()).exists():
        errors["name"] = f"本中心已有“{name.strip()}”。"
    if kind not in Team.KINDS:
        errors["kind"] = "请选择队伍的种类。"
    if leader and not helpers_of(actor).filter(pk=leader).exists():
        errors["leader"] = "组长要是本中心的帮办代办员。"
    if errors:
        raise Invalid(errors)
    team = Team(centre_id=actor.centre, name=name.strip()[:60], kind=kind, leader_id=leader)
    create(team, "team.formed", actor)
    return team


def require_manager(actor):
    if actor.role != "manager" or actor.centre is None:
        raise Refusal("no-post", because=f"{actor.name}不是中心管理员。", cure="请由中心管理员办理。")


@transaction.atomic
def name_leader(actor, team, leader):
    require_manager(actor)
    row = Team.objects.select_for_update().get(pk=team, centre=actor.centre)
    found = helpers_of(actor).filter(pk=leader).first()
    if found is None:
        raise Invalid({"leader": "组长要是本中心的帮办代办员。"})
    write(row, "team.led", actor, {"name": found.name}, leader=found)
    return row


def helpers_of(actor):
    """People with a helper's post at this centre today."""
    posts = Post.objects.filter(role="helper", centre=actor.centre, from_date__lte=actor.day).exclude(
        to_date__lt=actor.day
    )
    return Person.objects.filter(pk__in=posts.values("person"), is_active=True).order_by("pk")


@transaction.atomic
def add_runner(actor, team, person, base, items=(), kinds=(), areas=(), most=10):
    """Ids, and the kinds of errands; empty lists mean everything and everywhere."""
    row = Team.objects.get(pk=team, centre=actor.centre)
    require_lead(actor, row.centre_id)
    known = checked(actor, base, items, kinds, areas, most)
    if not helpers_of(actor).filter(pk=person).exists():
        raise Invalid({"person": "要先有本中心的帮办代办员岗位。"})
    runner = Runner(team=row, person_id=person, from_date=actor.day, **known)
    try:
        with transaction.atomic():
            create(runner, "runner.joined", actor)
    except IntegrityError:
        raise Invalid({"person": "他已经在一支队伍里。"}) from None
    return runner


@transaction.atomic
def change_runner(actor, runner, base, items=(), kinds=(), areas=(), most=10):
    row = (
        Runner.objects.select_for_update(of=("self",)).select_related("team").get(pk=runner, team__centre=actor.centre)
    )
    require_lead(actor, row.team.centre_id)
    write(row, "runner.changed", actor, **checked(actor, base, items, kinds, areas, most))
    return row


def checked(actor, base, items, kinds, areas, most):
    errors, spot = {}, Spot.objects.filter(pk=base, centre=actor.centre).first()
    if spot is None:
        errors["base"] = "请选择从哪里出发。"
    if not set(kinds) <= set(ORDER_KINDS):
        errors["kinds"] = "请选择会办哪几类。"
    if Item.objects.filter(pk__in=items).count() != len(set(items)):
        errors["items"] = "其中有事项不存在。"
    if Area.objects.filter(pk__in=areas, centre=actor.centre).count() != len(set(areas)):
        errors["areas"] = "请选择本中心的片区。"
    if not 1 <= most <= 40:
        errors["most"] = "一天最多几单：1到40。"
    if errors:
        raise Invalid(errors)
    return {
        "base": spot,
        "items": sorted(set(items)),
        "kinds": sorted(set(kinds)),
        "areas": sorted(set(areas)),
        "most": most,
    }


@transaction.atomic
def end_runner(actor, runner, day):
    """The last day in the team. Orders still open from then on must first be given to others."""
    row = (
        Runner.objects.select_for_update(of=("self",)).select_related("team").get(pk=runner, team__centre=actor.centre)
    )
    require_lead(actor, row.team.centre_id)
    if day < row.from_date:
        raise Invalid({"day": "不能早于入队的日子。"})
    if Order.objects.filter(runner=row, state__in=("assigned", "underway"), day__gt=day).exists():
        raise Refusal("wrong-state", because="这一天以后还有派给他的单。", cure="请先改派，再登记离队。")
    write(row, "runner.left", actor, to_date=day)
    return row


@transaction.atomic
def keep_spot(actor, name, east, north, address="", area="", pk=None):
    """A place in kilometres from the centre; its area is named and made when it is new."""
    require_lead(actor, actor.centre)
    errors = {}
    if not name.strip():
        errors["name"] = "请填写地点的名称。"
    for key, value in (("east", east), ("north", north)):
        if value is None or abs(value) > FARTHEST:
            errors[key] = f"请填写离中心多少公里（-{FARTHEST}到{FARTHEST}）。"
    if errors:
        raise Invalid(errors)
    part = Area.objects.get_or_create(centre_id=actor.centre, name=area.strip()[:60])[0] if area.strip() else None
    kept = {"name": name.strip()[:120], "address": address.strip()[:200], "east": east, "north": north, "area": part}
    try:
        with transaction.atomic():
            if pk is None:
                return Spot.objects.create(centre_id=actor.centre, **kept)
            Spot.objects.filter(pk=pk, centre=actor.centre).update(**kept)
            return Spot.objects.get(pk=pk)
    except IntegrityError:
        raise Invalid({"name": f"已有名为“{name.strip()}”的地点。"}) from None
