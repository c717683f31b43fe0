"""Files on their way in: far too large, cut off half-way, the same one twice. Nothing half-kept, nothing else lost."""

import re
import resource

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.cast import PDF
from tests.ledger.bad_files import BAD, GOOD
from tests.visitor import Visitor, text
from yuanban.cases.files import keep
from yuanban.cases.models import Draft, Upload
from yuanban.exchange.verify import differences_of, everything_to_verify
from yuanban.ledger.files import path_of
from yuanban.ledger.intake.arriving import MOST
from yuanban.ledger.intake.whole import Whole

MEGA = 2**20
OPENING = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file-resolution"; filename="决议.pdf"\r\n\r\n'.encode()
)


class Stream:
    """A request as it comes in: what stands before the file, the file, what stands after it."""

    def __init__(self, before, size, after):
        self.parts, self.size, self.after = [before, PDF], size - len(PDF), after
        self.length = len(before) + size + len(after)

    def read(self, size=-1):
        if self.parts:
            return self.parts.pop(0)
        if self.size > 0:
            part = bytes(min(self.size, 64 * 1024))
            self.size -= len(part)
            return part
        part, self.after = self.after, b""
        return part


@pytest.fixture
def url(town):
    return f"/apply/lingang/{town.item('企业变更登记', 'cp-amr').pk}/"


def fields(**said):
    return encode_multipart(BOUNDARY, said).removesuffix(f"--{BOUNDARY}--\r\n".encode())


def send(url, stream, length=None):
    return Visitor("qiye").request(
        PATH_INFO=url,
        REQUEST_METHOD="POST",
        CONTENT_TYPE=MULTIPART_CONTENT,
        CONTENT_LENGTH=str(length or stream.length),
        **{"wsgi.input": Whole(stream, length or stream.length)},
    )


def stored(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_four_hundred_megabytes_are_refused_without_filling_the_memory(url, settings):
    after = b"\r\n" + fields(after="写在文件后面的") + f"--{BOUNDARY}--\r\n".encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    response = send(url, Stream(fields(before="写在文件前面的", do="save") + OPENING, 400 * MEGA, after))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024
    assert response.status_code == 422
    assert "文件“决议.pdf”超过20MB，没有收取。请压缩或者拆分后再上传。" in text(response)
    assert "写在文件前面的" in response.content.decode()
    assert Draft.objects.get().form["after"] == "写在文件后面的"
    assert (stored(settings), Upload.objects.count()) == ([], 0)


def test_what_is_larger_than_anything_sensible_is_not_read_at_all(url, settings):
    response = send(url, Stream(b"", MEGA, b""), MOST + 1)
    assert response.status_code == 413
    assert "系统没有作任何改动" in text(response)
    assert not Draft.objects.exists()


def test_an_upload_cut_off_half_way_leaves_nothing(url, settings):
    stream = Stream(fields(before="一半", do="save") + OPENING, MEGA, b"")
    response = send(url, stream, stream.length + 1000)
    assert (response.status_code, "上传中断" in text(response)) == (400, True)
    assert (stored(settings), Upload.objects.count(), Draft.objects.count()) == ([], 0, 0)


@pytest.mark.parametrize("case", ["a macro workbook", "a bomb of zeros", "a locked pdf", "another ending"])
def test_a_bad_file_is_refused_on_the_page_and_the_rest_stays(url, settings, case):
    name, data, says = BAD[case]
    body = fields(before="已经填写", do="save") + OPENING.replace("决议.pdf".encode(), name.encode()) + data
    response = Visitor("qiye").generic("POST", url, body + f"\r\n--{BOUNDARY}--\r\n".encode(), MULTIPART_CONTENT)
    assert response.status_code == 422
    assert says in text(response)
    assert "已经填写" in response.content.decode()
    assert (stored(settings), Upload.objects.count()) == ([], 0)


def test_the_same_file_lies_there_once_and_damage_is_found(town, settings):
    owner, (data, _) = town.actor("qiye"), GOOD["e.docx"]
    one, other = keep(owner, "甲.docx", data), keep(owner, "乙.docx", data)
    assert (one.sha256, len(stored(settings))) == (other.sha256, 1)
    files = [(kind, key) for kind, key in everything_to_verify() if kind == "file"]
    assert files == [("file", one.sha256)]
    path = path_of(one.sha256)
    sound = path.read_bytes()
    path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    assert re.search("已被改动", "".join(differences_of(*files[0])))
