"""The moves of a paper as its page offers them: which there are, and how what was typed becomes the action's arguments."""

from yuanban.ledger.invalid import Invalid
from yuanban.mandates.actions.amend_instrument import amend_instrument
from yuanban.mandates.actions.attach_file import attach_file
from yuanban.mandates.actions.discard_draft import discard_draft
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.renew_instrument import renew_instrument
from yuanban.mandates.actions.revoke_instrument import revoke_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.actions.take_up import take_up
from yuanban.mandates.models import Instrument
from yuanban.mandates.reading import day_of, version_of

NAMES = {
    "sign": "签署",
    "publish": "公布",
    "take-up": "答复承接",
    "renew": "续期",
    "amend": "变更",
    "revoke": "撤销",
    "discard": "作废草稿",
}
DONE = {
    "sign": "已签署。",
    "publish": "已公布。",
    "take-up": "已答复。",
    "renew": "续期的草稿已经写好，请核对后签署、公布。",
    "amend": "变更的草稿已经写好，请修改后签署、公布；公布之前原文书照旧有效。",
    "revoke": "已撤销。请在“在办件”中写明靠它办理的件怎么办。",
    "discard": "草稿已作废。",
    "attach": "附件已添加。",
}


def moves_of(paper):
    """Which moves stand open in this state, the next one first."""
    sheet = paper.document_id is None
    after = ["renew"] if paper.to_date else []
    moves = {
        "draft": [*(["sign"] if sheet else []), "discard"],
        "signed": ["publish", "revoke"] if sheet else ["take-up"],
        "published": [*after, "amend", "revoke"],
    }.get(paper.state, [])
    if paper.state == "published" and not sheet and paper.take_up != "accepted":
        return ["take-up", "revoke"]
    return moves


def sign(actor, code, request):
    post = request.POST
    return sign_instrument(actor, code, day_of(post.get("sign-day"), "day"), version_of(post))


def publish(actor, code, request):
    post = request.POST
    where = post.get("publish-where", "")
    return publish_instrument(actor, code, day_of(post.get("publish-day"), "day"), where, version_of(post))


def answer(actor, code, request):
    post = request.POST
    day = day_of(post.get("take-up-day"), "day")
    reason = post.get("take-up-reason", "")
    return take_up(actor, code, post.get("take-up-choice", ""), day, reason, version_of(post))


def renew(actor, code, request):
    post = request.POST
    last = day_of(post["renew-to_date"], "to_date") if post.get("renew-to_date") else None
    return renew_instrument(actor, code, last, post.get("renew-number", "")[:80], version_of(post))


def amend(actor, code, request):
    post = request.POST
    return amend_instrument(actor, code, day_of(post.get("amend-day"), "day"), version_of(post))


def revoke(actor, code, request):
    post = request.POST
    day, reason = day_of(post.get("revoke-day"), "day"), post.get("revoke-reason", "")[:300]
    return revoke_instrument(actor, code, day, reason, version_of(post), "revoke-void" in post)


def discard(actor, code, request):
    return discard_draft(actor, code, request.POST.get("discard-reason", ""), version_of(request.POST))


def attach(actor, code, request):
    return attach_file(actor, Instrument.objects.select_related("to").get(code=code), *uploaded(request))


def uploaded(request):
    handed = request.FILES.get("file")
    if handed is None:
        raise Invalid({"file": "请选择要上传的文件。"})
    return handed.name, handed.read()


DO = {
    "sign": sign,
    "publish": publish,
    "take-up": answer,
    "renew": renew,
    "amend": amend,
    "revoke": revoke,
    "discard": discard,
    "attach": attach,
}
