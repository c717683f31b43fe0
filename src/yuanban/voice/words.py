"""How the events of this room read in a case's own story."""

from yuanban.law.voice import STUCK_ENDS
from yuanban.voice.models import Concern, RatingAppeal

NAMES = {
    "case.rating-checked": "核实差评",
    "case.rating-mended": "差评整改",
    "case.rating-reported": "反馈整改结果",
    "case.rating-called": "回访评价人",
    "case.rating-appealed": "提出误评申诉",
    "case.rating-judged": "复核误评申诉",
    "case.voiced": "收到投诉、建议或者办不成事的反映",
    "case.voice-answered": "答复投诉、建议或者办不成事的反映",
}

INTERNAL = {"case.rating-checked"}  # the applicant sees that it was done, not the notes
QUIET = {"case.voiced", "case.voice-answered"}  # on the page of whoever filed it, not on the case's


def done(data):
    return data["said"] + (f"超期的原因：{data['reason']}" if data["reason"] else "")


def called(data):
    return f"{'评价人表示满意' if data['content'] else '评价人仍不满意'}。{done(data)}"


def answered(data):
    end = STUCK_ENDS.get(data["outcome"])
    return f"{Concern.KINDS[data['kind']]}{data['number']}" + (f"：{end}" if end else "")


WORDS = {
    "case.rating-checked": done,
    "case.rating-mended": done,
    "case.rating-reported": done,
    "case.rating-called": called,
    "case.rating-appealed": lambda data: "被评价的一方认为评价有误，等待复核。",
    "case.rating-judged": lambda data: f"{RatingAppeal.STATES[data['outcome']]}。{data['judgement']}",
    "case.voiced": lambda data: f"{Concern.KINDS[data['kind']]}{data['number']}",
    "case.voice-answered": answered,
}
