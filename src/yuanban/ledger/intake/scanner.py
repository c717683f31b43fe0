"""The port to a virus scanner: ClamAV's INSTREAM over a socket, when `YUANBAN_CLAMAV` names one."""

import socket
import struct

from django.conf import settings

from yuanban.ledger.intake.kinds import Bad

CHUNK, PATIENCE, LONGEST_ANSWER = 64 * 1024, 20, 4096
DOWN = "暂时不能收取：病毒检查没有完成。请过几分钟再上传，已经填写的内容不受影响。"


def scan(data):
    """Raises Bad when something was found, and when a scanner is set but does not answer: nothing goes by unscanned."""
    if not settings.CLAMAV:
        return
    try:
        said = asked(data)
    except OSError:
        raise Bad(DOWN) from None
    if said.endswith("FOUND"):
        raise Bad("被病毒检查拦下，没有收取。请先在自己的电脑上查杀病毒，再重新生成文件上传。")
    if not said.endswith("OK"):
        raise Bad(DOWN)


def asked(data):
    with connected() as link:
        link.settimeout(PATIENCE)
        link.sendall(b"zINSTREAM\0")
        for at in range(0, len(data), CHUNK):
            part = data[at : at + CHUNK]
            link.sendall(struct.pack(">I", len(part)) + part)
        link.sendall(struct.pack(">I", 0))
        return answer(link)


def connected():
    """A path is a Unix socket, anything else host:port."""
    if settings.CLAMAV.startswith("/"):
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(PATIENCE)
        link.connect(settings.CLAMAV)
        return link
    host, _, port = settings.CLAMAV.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), PATIENCE)


def answer(link):
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER:
        part = link.recv(1024)
        if not part:
            break
        said += part
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()
