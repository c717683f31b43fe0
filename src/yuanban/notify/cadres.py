"""挂帮干部 hear when a matter of their enterprise stalls: a supplement is asked for or runs out, a due day comes near or has passed."""

from yuanban.cases.models import Case
from yuanban.crew.queries import cadres_of
from yuanban.law.calendar import add_workdays
from yuanban.notify.models import Message, Reminder

AHEAD = 2  # working days before a supplement runs out


def tell_cadre(case, event, actor):
    """A follower of `case.supplement-asked`: at once, in the same statement."""
    text = f"{about(case)}要补正，等企业答复。请上门看看缺什么、怎样补。"
    return {}, [message(person, case, event.kind, text, event.at) for person in cadres(case, actor)]


def tell_of_service(row, event, actor):
    """A follower of `service.reminded`: a provider is late, or nearly."""
    late = "已经超过" if row.reminded == "red" else "临近"
    text = f"您挂帮的{row.enterprise.name}申请的“{row.terms['name']}”{late}承诺的日子（{row.provider.name}）。请问一问怎样办下去。"
    people = [pk for pk in cadres_of(row.enterprise_id, actor.day) if pk != actor.person]
    return {}, [service_message(pk, event, text) for pk in people]


def service_message(person, event, text):
    """Without a link: what a firm and its provider agree on is theirs."""
    row = {
        "person": person, "case": None, "kind": event.kind, "title": "挂帮企业的服务", "text": text[:500], "short": "",
        "link": "", "legal": False, "at": event.at, "read_at": None, "spread": False,
    }  # fmt: skip
    return Message, row


def cadres(case, actor):
    """Not whoever did it, and not the helper who is told anyway."""
    if case.enterprise_id is None:
        return []
    return [pk for pk in cadres_of(case.enterprise_id, actor.day) if pk not in (actor.person, case.agent_id)]


def message(person, case, kind, text, at):
    row = {
        "person": person, "case": case.pk, "kind": kind, "title": "挂帮企业的件", "text": text[:500], "short": "",
        "link": f"/desk/cases/{case.number}/", "legal": False, "at": at, "read_at": None, "spread": False,
    }  # fmt: skip
    return Message, row


def about(case):
    return f"您挂帮的{case.applicant_name}的“{case.item.name}”"


def remind_of_supplements(actor):
    """-> how many were told, once for each notice: the supplement is due soon and nothing has come."""
    near = add_workdays(actor.day, AHEAD)
    rows = Case.objects.filter(
        state="supplementing", supply_by__range=(actor.day, near), enterprise__cadres__isnull=False
    )
    return sum(remind_one(actor, case) for case in rows.select_related("item").distinct())


def remind_one(actor, case):
    people = cadres(case, actor)
    mark = {"clock": "cadre", "key": case.number, "due": case.supply_by, "rung": "owner"}
    if not people or not Reminder.objects.get_or_create(**mark, defaults={"case": case, "at": actor.at})[1]:
        return 0
    day = case.supply_by
    text = f"{about(case)}的补正到{day.month}月{day.day}日为止，企业还没有交来。"
    rows = [message(person, case, "reminder", text, actor.at)[1] for person in people]
    Message.objects.bulk_create(Message(**named(row)) for row in rows)
    return len(rows)


def named(row):
    """Columns as the model's constructor takes them."""
    return {f"{name}_id" if name in ("person", "case") else name: value for name, value in row.items()}
