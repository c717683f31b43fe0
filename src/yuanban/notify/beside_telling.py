"""Followers of what happens beside the approvals: gatherings, commissions to intermediaries, disputes. Each side hears what another did.

A message names the number and the step. What a dispute is about stays on its own page.
"""

from yuanban.accounts.acting import CHINA
from yuanban.accounts.models import Person, Post
from yuanban.notify.models import Message
from yuanban.recruiting.moving import where_and_when

GATHERINGS = {
    "signup.seated": ("候补转为报上", "您候补的“{name}”有了名额，已经替您报上，请按时到场；不去的请取消。"),
    "gathering.cancelled": ("活动取消", "您报名的“{name}”（{when}）已经取消：{why}"),
    "gathering.changed": ("活动时间、地点有变", "您报名的“{name}”改到{now}。原来是{was}，请以新的为准；不去的请取消。"),
}
COMMISSIONS = {
    "commission.chosen": ("有人选了您的机构", "委托{number}（{name}）选了贵机构，请报出条件或者婉拒。"),
    "commission.offered": ("机构已报条件", "委托{number}（{name}）的价款和交付日已经报出，请答复。"),
    "commission.declined": ("机构婉拒", "委托{number}（{name}）选的机构不能承办，请另选一家。"),
    "commission.signed": ("委托已签约", "委托{number}（{name}）已经签约。"),
    "commission.delivered": ("委托已交付", "委托{number}（{name}）已登记交付，请查看、评价。"),
    "commission.rated": ("委托已评价", "委托{number}（{name}）已经评价。"),
    "commission.disputed": ("委托有争议", "委托{number}（{name}）有一方提出争议，原因见委托。"),
    "commission.resumed": ("争议已消除", "委托{number}（{name}）的争议已经消除，继续办理。"),
    "commission.failed": ("委托终止", "委托{number}（{name}）没有完成，原因见委托。"),
    "commission.withdrawn": ("委托已撤回", "委托{number}（{name}）已由委托人撤回。"),
}
DISPUTES = {
    "dispute.opened": ("新的纠纷", "纠纷{number}已经提出，等承办机构签收。"),
    "dispute.taken": ("纠纷已受理", "纠纷{number}已由承办机构签收受理。"),
    "dispute.declined": ("纠纷没有受理", "纠纷{number}没有受理，理由见纠纷，可以另选一家机构。"),
    "dispute.sent": ("纠纷已转交", "纠纷{number}已转交另一家机构，等它签收。"),
    "dispute.settled": ("纠纷已解决", "纠纷{number}已经解决，结果见纠纷。"),
    "dispute.unsettled": ("纠纷没有解决", "纠纷{number}没有解决，下一步见纠纷。"),
    "dispute.withdrawn": ("纠纷已撤回", "纠纷{number}已由提出的一方撤回。"),
}


def tell_seated(row, event, actor):
    if row.person_id is None:
        return {}, []
    return {}, notices(GATHERINGS, event, {row.person_id} - {actor.person}, ticket(row), name=row.gathering.title)


def tell_cancelled(row, event, actor):
    """Everybody with a place or in the queue whom the platform knows; who signed up by telephone alone is rung up."""
    day = row.starts_at.astimezone(CHINA)
    return {}, to_comers(row, event, actor, name=row.title, when=f"{day.month}月{day.day}日", why=row.why)


def tell_moved(row, event, actor):
    """Once for each change of the time or the place; other changes are nobody's news."""
    if "moved_at" not in event.data["set"]:
        return {}, []
    return {}, to_comers(row, event, actor, name=row.title, now=where_and_when(row), was=row.was)


def to_comers(row, event, actor, **said):
    waiting = row.signups.filter(state__in=("seated", "waiting")).exclude(person=None)
    return [
        line
        for one in waiting.order_by("pk")
        for line in notices(GATHERINGS, event, {one.person_id} - {actor.person}, ticket(one), **said)
    ]


def ticket(row):
    return f"/gatherings/ticket/{row.token}/"


def tell_commission(row, event, actor):
    if event.kind not in COMMISSIONS:
        return {}, []
    people = ({row.by_id} | firm(row.enterprise)) | (firm(row.chosen.enterprise) if row.chosen else set())
    link = f"/my/services/{row.number}/"
    return {}, notices(COMMISSIONS, event, people - {actor.person}, link, number=row.number, name=row.service.name)


def tell_dispute(row, event, actor):
    """The parties on their page, the institution whose turn it is on its own."""
    if event.kind not in DISPUTES:
        return {}, []
    desk = staff(row.holder, actor.day) - {actor.person}
    people = ({row.by_id} | firm(row.enterprise) | firm(row.respondent)) - desk - {actor.person}
    told = notices(DISPUTES, event, people, f"/my/disputes/{row.number}/", number=row.number)
    return {}, told + notices(DISPUTES, event, desk, f"/desk/residents/disputes/{row.number}/", number=row.number)


def firm(enterprise):
    return set(Person.objects.filter(enterprises=enterprise).values_list("pk", flat=True)) if enterprise else set()


def staff(institution, day):
    if institution is None:
        return set()
    posts = Post.objects.filter(body=institution.body_id, role="resident", from_date__lte=day).exclude(to_date__lt=day)
    return set(posts.values_list("person", flat=True))


def notices(words, event, people, link, **said):
    title, text = words[event.kind]
    row = {
        "case": None, "kind": event.kind, "title": title, "text": text.format(**said)[:500],
        "short": f"园区服务：{title}，请登录查看。", "link": link, "legal": False, "at": event.at, "read_at": None, "spread": False,
    }  # fmt: skip
    return [(Message, row | {"person": person}) for person in sorted(people - {None})]
