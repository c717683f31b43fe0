"""电子印模: keep the picture of a registered seal, to be printed instead of the drawn one."""

import struct

from django.db import transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.intake.door import take
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.mandates.step import require_manager
from yuanban.papers.models import SealFace, impression
from yuanban.places import epoch

LEAST, MOST = 200, 2400  # pixels a side: 34 mm at 150 to 1790 dpi
HEAVIEST = 1024 * 1024


@transaction.atomic
def keep_face(actor, seal, name, data):
    """`data`: a PNG with a transparent ground, as wide and high as the seal's kind is, at most 1 MB."""
    require_manager(actor, seal.kept_by)
    if seal.retired_on:
        raise Refusal("wrong-state", because="这枚印章已经停用。", cure="请为在用的印章上传印模。")
    taken = take(name, data, ("png",))
    look(data, *impression(seal.kind))
    row = SealFace(seal=seal, sha256=taken.sha256, size=taken.size, by_id=actor.person, at=actor.at)
    create(row, "seal-face.kept", actor, {"seal": seal.code})
    epoch.bump()
    return row


def look(data, wide, high):
    width, height, _, colour = struct.unpack(">IIBB", data[16:26])
    if not LEAST <= width <= MOST or not LEAST <= height <= MOST or not 0.8 <= width * high / (height * wide) <= 1.25:
        shape = "大致方形" if wide == high else f"宽高之比约{wide}比{high}"
        raise Invalid({"file": f"印模的尺寸是{width}×{height}像素。请用{shape}、每边{LEAST}至{MOST}像素的图片。"})
    if colour not in (4, 6) and b"tRNS" not in data:
        raise Invalid({"file": "印模的底色不透明，会盖住落款。请另存为透明底的PNG图片。"})
    if len(data) > HEAVIEST:
        raise Invalid({"file": "印模图片超过1MB，请压缩后再上传。"})
