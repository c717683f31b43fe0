"""Pictures by their own heads: whole, and not so large that opening one would fill a machine's memory."""

import struct

from yuanban.ledger.intake.kinds import Bad

MOST_PIXELS, LONGEST_SIDE = 100_000_000, 30_000
CUT = "不完整，可能没有传完或者已经损坏。请重新拍照或者扫描后再上传。"
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def look_at_png(data):
    if data[12:16] != b"IHDR":
        raise Bad(CUT)
    fits(*struct.unpack(">II", data[16:24]) if len(data) >= 24 else (0, 0))
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        at += 12 + length
        if kind == b"IEND" and at <= len(data):
            return
    raise Bad(CUT)


def look_at_jpeg(data):
    """Through the segments up to the picture itself, which must come to its end."""
    at, seen = 2, False
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker == 0xFF:  # a filler
            at += 1
            continue
        if marker in FRAMES and at + 9 <= len(data):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            fits(width, height)
            seen = True
        if marker == 0xDA:
            break
        at += 2 + length
    if not seen or data.rfind(b"\xff\xd9") <= at:
        raise Bad(CUT)


def fits(width, height):
    if not width or not height:
        raise Bad(CUT)
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise Bad(f"的尺寸是{width}×{height}，过大，不能打开。请缩小到一亿像素以内再上传。")
