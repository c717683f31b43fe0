"""The door for files from outside: every bad file is refused in words that say what to do, and leaves nothing behind."""

import io
import socket
import socketserver
import struct
import threading

import pytest

from tests.cast import PDF
from tests.ledger.bad_files import BAD, GOOD, WORD, package
from yuanban.ledger import files
from yuanban.ledger.intake.door import take
from yuanban.ledger.intake.kinds import SCANS
from yuanban.ledger.intake.whole import Whole
from yuanban.ledger.invalid import Invalid

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def stored(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", GOOD)
def test_what_may_be_handed_in_is_known_by_its_content(name):
    data, kind = GOOD[name]
    taken = take(name, data)
    assert (taken.name, taken.type, taken.size) == (name, kind, len(data))
    assert files.read(taken) == data


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_and_leaves_nothing(settings, case):
    name, data, says = BAD[case]
    with pytest.raises(Invalid) as problem:
        take(name, data)
    assert says in problem.value.errors["file"]
    assert name in problem.value.errors["file"]
    assert stored(settings) == []


def test_names_are_made_safe():
    assert take("C:\\资料\\..\\营业执照\u202efdp.pdf", PDF).name == "营业执照fdp.pdf"
    assert take("扫描", PDF).name == "扫描.pdf"
    with pytest.raises(Invalid, match="扫描件"):
        take("说明.docx", package(WORD), SCANS)


class Clamd(socketserver.BaseRequestHandler):
    """ClamAV's INSTREAM, as its manual has it; it knows one virus."""

    def handle(self):
        incoming = self.request.makefile("rb")
        assert incoming.read(10) == b"zINSTREAM\0"
        data = b""
        while length := struct.unpack(">I", incoming.read(4))[0]:
            data += incoming.read(length)
        said = b"stream: Eicar-Test-Signature FOUND" if EICAR in data else b"stream: OK"
        self.request.sendall(said + b"\0")


@pytest.fixture
def clamd(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMAV = f"127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()


def test_a_scanner_lets_pass_and_stops(settings, clamd):
    take("a.pdf", PDF + bytes(200_000) + PDF)
    assert len(stored(settings)) == 1
    with pytest.raises(Invalid, match="病毒检查拦下"):
        take("b.pdf", PDF + EICAR + PDF)
    assert len(stored(settings)) == 1


def test_a_scanner_that_is_away_lets_nothing_pass(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.CLAMAV = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(Invalid, match="过几分钟再上传"):
        take("a.pdf", PDF)
    assert stored(settings) == []


def test_half_a_request_is_no_request():
    assert Whole(io.BytesIO(b"abc"), 3).read() == b"abc"
    short = Whole(io.BytesIO(b"abc"), 5)
    assert short.read(3) == b"abc"
    with pytest.raises(OSError, match="cut off"):
        short.read(2)
    with pytest.raises(OSError, match="cut off"):
        Whole(io.BytesIO(b"abc"), 5).read()
