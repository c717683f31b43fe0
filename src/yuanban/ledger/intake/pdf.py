"""A PDF must be whole and open without a password; nothing of it is run or inflated here."""

import re

from yuanban.ledger.intake.kinds import Bad

TAIL = 4096
ENCRYPTED = re.compile(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)")


def look(data):
    tail = data[-TAIL:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise Bad("不完整，可能没有传完或者已经损坏。请重新导出PDF后再上传。")
    if ENCRYPTED.search(data):
        raise Bad("有密码保护，办理机关打不开。请另存为没有密码的PDF后再上传。")
