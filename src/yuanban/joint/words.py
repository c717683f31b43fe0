"""The room's events in words. The applicant sees that others were asked, not what they wrote to one another."""

from yuanban.law.consulting import FINDINGS, OPINIONS, POSITIONS

NAMES = {
    "case.consulted": "征求意见",
    "case.opinion-given": "收到意见",
    "case.opinion-lapsed": "逾期未答复意见",
    "case.opinions-weighed": "写明意见的采纳情况",
    "case.meeting-called": "通知召开联审会",
    "case.meeting-concluded": "形成联审会纪要",
    "case.meeting-cancelled": "取消联审会",
    "case.visit-planned": "安排联合踏勘",
    "case.visit-recorded": "联合踏勘结果",
    "case.visit-cancelled": "取消联合踏勘",
}
INTERNAL = {
    "case.consulted",
    "case.opinion-given",
    "case.opinion-lapsed",
    "case.opinions-weighed",
    "case.meeting-called",
    "case.meeting-concluded",
    "case.meeting-cancelled",
}


def consulted(data):
    names = "、".join(one["name"] for one in data["asked"])
    return f"向{names}征求意见，{data['due']}以前答复：{data['question']}"


def opinion(data):
    again = "更正意见，" if data["again"] else ""
    late = f"（超期{data['late']}个工作日）" if data["late"] else ""
    basis = f"依据：{data['basis']}" if data["basis"] else ""
    return f"{data['name']}{again}{OPINIONS[data['kind']]}{late}。{data['reasons']}{basis}"


def lapsed(data):
    return f"{data['name']}到{data['due']}没有答复，{data['end']}（{data['source']}）"


def taken(one):
    what = "采纳" if one["adopted"] else "不采纳"
    heard = f"“{OPINIONS[one['opinion']]}”，{what}" if one["opinion"] else "没有答复，不再等候"
    return f"{one['name']}：{heard}{'。' + one['reason'] if one['reason'] else ''}"


def together(data):
    return f"{data['on']} {data['time']}在{data['place']}，{'、'.join(data['organs'])}参加：{data['agenda']}"


def positions(data):
    said = "；".join(f"{seat['name']}{POSITIONS[seat['position']]}" for seat in data["seats"] if seat["came"])
    return f"{said}。{data['conclusion']}{'（' + data['note'] + '）' if data['note'] else ''}"


def findings(data):
    said = "；".join(f"{seat['name']}：{FINDINGS[seat['finding']]}" for seat in data["seats"] if seat["came"])
    return f"{said}。{data['conclusion']}"


WORDS = {
    "case.consulted": consulted,
    "case.opinion-given": opinion,
    "case.opinion-lapsed": lapsed,
    "case.opinions-weighed": lambda d: "；".join(taken(one) for one in d["weighed"]),
    "case.meeting-called": together,
    "case.meeting-concluded": positions,
    "case.meeting-cancelled": lambda d: d["note"],
    "case.visit-planned": together,
    "case.visit-recorded": findings,
    "case.visit-cancelled": lambda d: d["note"],
}
