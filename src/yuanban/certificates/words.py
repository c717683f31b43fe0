"""What happened to a certificate, in words: for its own page, and for the page of the case that granted it."""

import datetime as dt

from yuanban.law.certificates import PURPOSES, TURNS

NAMES = {
    "certificate.issued": "颁发",
    "certificate.told": "告知拟作出的决定",
    "certificate.heard": "陈述、申辩",
    "certificate.notice-withdrawn": "不再作出拟作的决定",
    "certificate.suspended": "暂停效力",
    "certificate.restored": "恢复效力",
    "certificate.revoked": "撤销",
    "certificate.annulled": "注销",
    "certificate.renewed": "视为准予延续",
    "certificate.replaced": "由新证照代替",
    "certificate.reminded": "到期提醒",
}


def zh(day):
    """2026年3月5日, of a day or of its ISO text."""
    day = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.year}年{day.month}月{day.day}日"


def said(kind, data):
    """One sentence or two; the empty string where the name says it all."""
    words = WORDS.get(kind)
    return words(data) if words else ""


def issued(data):
    purpose = data["purpose"]
    return "" if purpose == "new" else f"经{PURPOSES[purpose]}换发"


def told(data):
    notice = data.get("notice") or data["set"]["notice"]
    return f"拟{TURNS[notice['verb']].name_zh}：{notice['title']}。{notice['reasons']} 可以在{zh(notice['answer_by'])}以前陈述、申辩。"


def decided(data):
    by = f"办件{data['by_case']}。" if data.get("by_case") else ""
    until = f"暂停至{zh(data['until'])}。" if data.get("until") else ""
    laws = "、".join(filter(None, [data["article"], data["basis"]]))
    return f"{by}{data['title']}（{laws}）。{until}{data['reasons']}"


def renewed(data):
    return f"{zh(data['before'])}届满前没有作出决定，自{zh(data['from'])}起延续一个有效期（办件{data['by_case']}）"


WORDS = {
    "certificate.issued": issued,
    "certificate.told": told,
    "certificate.heard": lambda d: d["said"],
    "certificate.notice-withdrawn": lambda d: d["reasons"],
    **dict.fromkeys(
        ("certificate.suspended", "certificate.restored", "certificate.revoked", "certificate.annulled"), decided
    ),
    "certificate.renewed": renewed,
    "certificate.replaced": lambda d: f"{PURPOSES[d['purpose']]}，新证照{d['by']}",
    "certificate.reminded": lambda d: (
        f"还有{d['left']}日到期{'，延续应当不迟于' + zh(d['ask_by']) + '申请' if d['ask_by'] else ''}"
    ),
}
