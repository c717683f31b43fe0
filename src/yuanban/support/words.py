"""How the events of this room read, on its pages and in messages."""

from yuanban.accounts.models import Person
from yuanban.ledger.models import Event

NAMES = {
    "service.asked": "提出申请",
    "service.taken": "机构接单",
    "service.offered": "机构出方案",
    "service.agreed": "企业接受方案",
    "service.delivered": "机构登记交付",
    "service.closed": "完成",
    "service.again": "企业提出没有办好",
    "service.unfit": "不合适",
    "service.withdrawn": "企业撤回",
    "service.handed-over": "转给另一家",
    "service.provider-stopped": "机构的入驻有变化",
    "service.permit-came": "所等的许可已经办出",
    "service.permit-failed": "所等的许可没有办成",
    "service.waits-no-more": "企业不再等许可",
    "service.reminded": "期限提醒",
    "connection.asked": "提出联合报装",
    "connection.visit-proposed": "提出踏勘时间",
    "connection.visit-accepted": "确认踏勘时间",
    "connection.visit-fixed": "踏勘时间约定",
    "connection.found": "写明踏勘结果并签名",
    "admission.asked": "申请入驻",
    "admission.admitted": "核准入驻",
    "admission.refused": "不予核准",
    "admission.suspended": "暂停",
    "admission.restored": "恢复",
    "admission.left": "退出",
    "admission.renewed": "由新的期限接续",
    "admission.lapsed": "期限届满，已告知有关企业",
}
PRIVATE = ("service.offered", "service.delivered", "service.again", "service.unfit", "service.withdrawn")
TONES = {
    "service.delivered": "green",
    "service.closed": "green",
    "service.permit-came": "green",
    "service.unfit": "red",
    "service.again": "amber",
    "service.provider-stopped": "amber",
    "service.permit-failed": "red",
    "service.reminded": "amber",
}


def said(event):
    """One sentence, or empty."""
    data, now = event.data, event.data.get("set", {})
    if event.kind == "service.offered":
        return f"{now['offer']['rate']}。{now['offer']['said']}"
    if event.kind == "service.delivered":
        return now["result_said"]
    if event.kind == "service.closed":
        return "交付以后十个工作日没有异议" if now["ended_by"] == "silence" else ""
    if event.kind == "service.provider-stopped":
        return stopped(data)
    if event.kind in ("service.permit-came", "service.permit-failed"):
        return f"{data['item']}（{data['case']}）"
    if event.kind == "service.reminded":
        return "已经超过承诺的日期" if now["reminded"] == "red" else "临近承诺的日期"
    if event.kind == "connection.visit-proposed":
        return f"{now['visit_on']} {now['visit_time']}。{now['visit_note']}"
    return now.get("reason", "")


def stopped(data):
    rest = "已经约定的，仍由它办到交付" if data["agreed"] else "还没有约定的，企业可以转给另一家"
    return f"{data['what']}。{rest}"


def story(row, told=True):
    """What happened, newest first, as `parts.timeline` draws it. `told`: with what the two sides wrote each other."""
    events = list(Event.objects.filter(stream=row.stream).order_by("-seq"))
    people = Person.objects.in_bulk({event.person for event in events if event.person})
    return [
        {
            "at": event.at,
            "title": NAMES.get(event.kind, event.kind),
            "who": people[event.person].name if event.person in people else "",
            "text": said(event) if told or event.kind not in PRIVATE else "",
            "tone": TONES.get(event.kind, "plain"),
        }
        for event in events
    ]
