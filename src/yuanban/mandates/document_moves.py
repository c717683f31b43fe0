"""The moves of a document as a whole, as its page offers them."""

from yuanban.mandates.actions.attach_file import attach_file
from yuanban.mandates.actions.publish_document import publish_document
from yuanban.mandates.actions.revoke_document import revoke_document
from yuanban.mandates.actions.sign_document import sign_document
from yuanban.mandates.models import Document
from yuanban.mandates.moving import uploaded
from yuanban.mandates.reading import day_of, version_of

DONE = {
    "sign": "已签署，各行一并签署。",
    "publish": "已公布。各园区可以逐行答复是否承接。",
    "revoke": "已撤销，各行一并撤销。",
    "attach": "附件已添加。",
}


def sign(actor, code, request):
    return sign_document(actor, code, day_of(request.POST.get("sign-day"), "day"), version_of(request.POST))


def publish(actor, code, request):
    post = request.POST
    day, where = day_of(post.get("publish-day"), "day"), post.get("publish-where", "")[:200]
    return publish_document(actor, code, day, where, version_of(post))


def revoke(actor, code, request):
    post = request.POST
    day, reason = day_of(post.get("revoke-day"), "day"), post.get("revoke-reason", "")[:300]
    return revoke_document(actor, code, day, reason, version_of(post), "revoke-void" in post)


def attach(actor, code, request):
    return attach_file(actor, Document.objects.get(code=code), *uploaded(request))


DO = {"sign": sign, "publish": publish, "revoke": revoke, "attach": attach}
