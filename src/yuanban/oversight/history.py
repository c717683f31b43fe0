"""The room's events in words."""

from yuanban.law.promises import CHECKS


def checked(data):
    until = f"，{data['mend_by']}以前整改" if data["mend_by"] else ""
    return f"{CHECKS[data['result']]}{until}。{data['findings']}"


NAMES = {
    "case.push-signed": "监管部门签收",
    "case.push-returned": "监管部门退回推送",
    "case.push-redirected": "另行推送监管部门",
    "case.commitment-checked": "核查承诺",
    "case.withheld": "撤下公示",
    "case.shown-again": "恢复公示",
}
WORDS = {
    "case.commitment-checked": lambda d: checked(d),
    "case.push-signed": lambda d: f"{d['to']}签收{'，超期' + str(d['late']) + '日' if d['late'] else ''}。{d['said']}",
    "case.push-returned": lambda d: f"{d['to']}退回：{d['said']}",
    "case.push-redirected": lambda d: f"由{d['from']}改为{d['to']}",
    "case.withheld": lambda d: d["reason"],
}
OFFICE = ("case.push-signed", "case.push-returned", "case.push-redirected")
