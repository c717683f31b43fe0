"""The room's events in words. All of them are the office's own affairs and not shown to applicants."""

from yuanban.law.ladder import CARDS, RUNGS

NAMES = {
    "case.reminded": "催办",
    "case.carded": "亮牌",
    "case.card-contested": "对亮牌提出申诉",
    "case.card-judged": "复核亮牌",
    "case.transfer-signed": "签收流转",
}
OUTCOMES = {"upheld": "维持", "withdrawn": "撤销"}
WORDS = {
    "case.reminded": lambda d: f"提醒{RUNGS[d['rung']]}：{'、'.join(d['people']) or '没有在岗人员'}",
    "case.carded": lambda d: f"超过{d['due']}，给予{CARDS[d['colour']]}",
    "case.card-contested": lambda d: f"{CARDS[d['colour']]}：{d['grounds']}",
    "case.card-judged": lambda d: f"{OUTCOMES[d['outcome']]}{CARDS[d['colour']]}：{d['judgement']}",
    "case.transfer-signed": lambda d: f"{d['taker']}签收",
}
