"""
Files while they arrive: in memory, never more than may be kept, nothing on the disk before the door has looked at it.

A file that is too large is read to its end and thrown away; it stands among the uploaded files as one that cannot be read,
so that whoever takes it says so beside its field, and everything else on the page is kept.
"""

import io

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpResponseBadRequest, UnreadablePostError

from yuanban.ledger.files import LIMIT
from yuanban.ledger.intake.door import clean
from yuanban.ledger.invalid import Invalid

TOGETHER = 3 * LIMIT
MOST = 2**30  # a longer request is not read at all


class TooLarge(UploadedFile):
    def __init__(self, name, because):
        super().__init__(None, name, size=0)
        self.because = because

    def read(self, *args):
        raise Invalid({"file": f"文件“{clean(self.name or '')}”{self.because}"})


class Arriving(FileUploadHandler):
    """The one handler of the whole site."""

    def __init__(self, request=None):
        super().__init__(request)
        self.refused, self.kept = [], 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.parts, self.size = io.BytesIO(), 0

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        if self.size > LIMIT:
            self.refuse("超过20MB，没有收取。请压缩或者拆分后再上传。")
        if self.kept + self.size > TOGETHER:
            self.refuse("没有收取：一次上传的文件合计不能超过60MB。请分几次上传。")
        self.parts.write(raw_data)

    def refuse(self, because):
        self.parts = io.BytesIO()
        self.refused.append((self.field_name, TooLarge(self.file_name, because)))
        raise SkipFile

    def file_complete(self, file_size):
        self.kept += file_size
        return SimpleUploadedFile(self.file_name or "", self.parts.getvalue(), self.content_type or "")


class ArrivingMiddleware:
    """Reads what was sent before anything acts on it: a request that was cut off half-way does nothing at all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return None  # what is exempt reads for itself
        if length(request) > MOST:
            raise RequestDataTooBig
        try:
            files = request.FILES
        except UnreadablePostError:
            return HttpResponseBadRequest(
                "上传中断，没有收到任何内容，请重新上传。", content_type="text/plain; charset=utf-8"
            )
        for handler in request.upload_handlers:
            for field, file in getattr(handler, "refused", ()):
                files.appendlist(field, file)
        return None


def length(request):
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said) if said.isdecimal() else 0
