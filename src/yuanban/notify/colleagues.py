"""Organs that are asked, invited or answered hear of it in their inbox, in the same statement."""

from yuanban.accounts.models import Person, Post
from yuanban.notify.models import Message

ROLES = ("approver", "seconded")


def consulted(case, data):
    codes = {one["to"]: one["number"] for one in data["asked"]}
    rows = case.consultations.filter(number__in=codes.values()).values_list("to__code", "pk")
    text = f"就{about(case)}向本单位征求意见，请不迟于{data['due']}答复。"
    return [(code, f"/desk/consults/{pk}/", text) for code, pk in rows]


def answered(case, data):
    row = case.consultations.get(number=data["number"])
    return [(row.desk, f"/desk/consults/{row.pk}/", f"{data['name']}答复了就{about(case)}征求的意见。")]


def invited(word, page):
    """To everyone who takes part, once for what is about several cases."""

    def told(case, data):
        if case.number != data["cases"][0]:
            return []
        row = getattr(case, page[1]).get(pk=data["joint"])
        where = f"{data['on']} {data['time']}，{data['place']}"
        return [(code, f"/desk/{page[0]}/{row.pk}/", f"{word}：{about(case)}，{where}。") for code in row.bodies]

    return told


def about(case):
    return f"{case.applicant_name}的“{case.item.name}”"


MEETING, VISIT = ("meetings", "meeting_set"), ("site-visits", "sitevisit_set")
TOLD = {
    "case.consulted": ("征求意见", consulted),
    "case.opinion-given": ("收到意见", answered),
    "case.meeting-called": ("联审会通知", invited("召开联审会", MEETING)),
    "case.meeting-cancelled": ("联审会取消", invited("取消联审会", MEETING)),
    "case.meeting-concluded": ("联审会纪要", invited("形成联审会纪要", MEETING)),
    "case.visit-planned": ("联合踏勘", invited("联合踏勘", VISIT)),
    "case.visit-cancelled": ("联合踏勘取消", invited("取消联合踏勘", VISIT)),
}


def tell_colleagues(case, event, actor):
    title, who = TOLD[event.kind]
    rows = []
    for code, link, text in who(case, event.data):
        rows += [message(person, case, event, title, text, link) for person in people(code, actor)]
    return {}, rows


def people(code, actor):
    posts = Post.objects.filter(body__code=code, role__in=ROLES, from_date__lte=actor.day).exclude(
        to_date__lt=actor.day
    )
    found = Person.objects.filter(pk__in=posts.values("person"), is_active=True).exclude(pk=actor.person)
    return found.order_by("pk").values_list("pk", flat=True)


def message(person, case, event, title, text, link):
    row = {
        "person": person, "case": case.pk, "kind": event.kind, "title": title, "text": text[:500], "short": "",
        "link": link, "legal": False, "at": event.at, "read_at": None, "spread": False,
    }  # fmt: skip
    return Message, row
