"""Proof that whoever decided on a certificate might: asked again of the papers as they stand for that day."""

from yuanban.accounts.acting import CHINA
from yuanban.certificates.authority import lawful
from yuanban.certificates.step import DONE
from yuanban.law.refusal import Refusal

VERBS = {kind: verb for verb, kind in DONE.items()}


def unlawful(certificate, events):
    """-> Chinese sentences. What was done at the holder's own request was decided in that case, and is proven there."""
    for event in events:
        if event.kind in VERBS and "by_case" not in event.data:
            yield from wrong(certificate, event)


def wrong(certificate, event):
    name = f"{certificate.stream} 第{event.seq}号事件（{event.kind}）"
    try:
        answer = lawful(event.data["by"], certificate, VERBS[event.kind], event.at.astimezone(CHINA).date())
    except Refusal as refusal:
        yield f"{name}当日无权：{refusal.because}"
        return
    if answer["in_name_of"] != event.data["in_name_of"]:
        yield f"{name}的名义机关应为{answer['in_name_of']}"
