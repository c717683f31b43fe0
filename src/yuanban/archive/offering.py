"""A package that somebody offers for checking: kept in a temporary file while it is read, stored nowhere."""

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from yuanban.archive.packing import Broken

LIMIT = 64 * 2**20


class Limited(TemporaryFileUploadHandler):
    """Stops reading as soon as there is too much of it."""

    too_large, seen = False, 0

    def receive_data_chunk(self, raw_data, start):
        self.seen += len(raw_data)
        if self.seen > LIMIT:
            self.too_large = True
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


def read(request):
    """-> the uploaded file, open. Raises Broken. Must be the first to touch the request's body."""
    handler = Limited(request)
    request.upload_handlers = [handler]
    offered = request.FILES.get("file")
    if handler.too_large:
        raise Broken("文件超过64MB。请下载本程序，在自己的电脑上用 yuanban verify 核验。")
    if offered is None or not offered.size:
        raise Broken("请选择要核验的文件。")
    return offered
