"""Followers of the events of factor services: firm and provider are told what the other did, in the same statement."""

from yuanban.accounts.models import Person
from yuanban.notify.models import Message
from yuanban.support.step import hands

# {kind of event: (title, what is said)}; nobody is told what they did themselves.
WORDS = {
    "service.asked": ("新的服务申请", "有企业提出“{name}”，请不迟于{due}给出方案。"),
    "service.taken": ("机构已接单", "“{name}”已经接单，不迟于{due}给出方案。"),
    "service.offered": ("机构已出方案", "“{name}”的方案已经给出，请打开查看、答复。"),
    "service.agreed": ("企业接受方案", "“{name}”的方案已被接受，请不迟于{due}交付。"),
    "service.delivered": ("已登记交付", "“{name}”已登记交付，请确认；十个工作日没有异议的，视为完成。"),
    "service.closed": ("服务已完成", "“{name}”已经完成。"),
    "service.again": ("企业提出没有办好", "“{name}”没有办好，请不迟于{due}再办。"),
    "service.unfit": ("服务申请结束：不合适", "“{name}”因不合适结束，原因见申请。"),
    "service.withdrawn": ("服务申请已撤回", "“{name}”已由企业撤回。"),
    "service.handed-over": ("服务申请已转走", "“{name}”已由企业转给另一家。"),
    "service.provider-stopped": ("机构的入驻有变化", "承办“{name}”的机构入驻有变化，怎样继续见申请。"),
    "service.permit-came": ("所等的许可已办出", "“{name}”所等的许可已经办出，交付不迟于{due}。"),
    "service.permit-failed": ("所等的许可没有办成", "“{name}”所等的许可没有办成，请双方商定怎样继续。"),
    "service.waits-no-more": ("不再等许可", "“{name}”不再等许可，交付不迟于{due}。"),
    "service.reminded": ("期限提醒", "“{name}”应当不迟于{due}办理。"),
    "service.said": ("新的留言", "“{name}”有新的留言或者文件。"),
    "connection.visit-proposed": ("请确认踏勘时间", "联合报装“{name}”提出了踏勘时间，请确认。"),
    "connection.visit-fixed": ("踏勘时间已约定", "联合报装“{name}”的踏勘时间各方都已确认。"),
    "connection.found": ("踏勘结果", "联合报装“{name}”有新的踏勘结果。"),
    "admission.admitted": ("入驻已核准", "入驻{name}已经核准，可以公布产品。"),
    "admission.refused": ("入驻未核准", "入驻{name}没有核准，理由见“人员和入驻”。"),
    "admission.suspended": ("入驻已暂停", "在{name}的入驻已经暂停，理由见“人员和入驻”。"),
    "admission.restored": ("入驻已恢复", "在{name}的入驻已经恢复。"),
    "admission.lapsed": ("入驻期限届满", "在{name}的入驻期限届满，产品不再参加匹配，请申请续期。"),
}


def tell_sides(row, event, actor):
    words = WORDS.get(event.kind)
    if words is None or not row.pk:
        return {}, []
    people, name, due, link = ABOUT[event.kind.partition(".")[0]](row, event.kind, actor.day)
    title, text = words
    told = {
        "title": title,
        "text": text.format(name=name, due=f"{due.month}月{due.day}日" if due else "约定之日")[:500],
        "short": f"园区要素服务：{title}，请登录查看。",
        "legal": False,
        "case": None,
        "kind": event.kind,
        "link": link,
        "at": event.at,
        "read_at": None,
        "spread": False,
    }
    return {}, [(Message, told | {"person": person}) for person in sorted(people - {None, actor.person})]


def of_request(row, kind, day):
    request = row.request if kind == "service.said" else row
    people = firm(request.enterprise) | hands(request.provider_id, day)
    return people, request.terms["name"], request.due_on, f"/services/requests/{request.number}/"


def of_connection(row, kind, day):
    people = firm(row.enterprise).union(*(hands(leg.provider_id, day) for leg in row.legs.filter(closed_on=None)))
    return people, row.site, row.visit_on, f"/services/connections/{row.number}/"


def of_admission(row, kind, day):
    return hands(row.provider_id, day), row.centre.name, row.to_date, "/provider/team/"


def firm(enterprise):
    return set(Person.objects.filter(enterprises=enterprise).values_list("pk", flat=True))


ABOUT = {"service": of_request, "connection": of_connection, "admission": of_admission}
