"""A file that somebody offers for checking: hashed while it arrives, stored nowhere."""

import hashlib

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

LIMIT = 20 * 1024 * 1024


class Offered:
    """What is known of an offered file: its name, its size, its SHA-256, and its bytes as long as the question lasts."""

    def __init__(self, name, size, sha256, data):
        self.name, self.size, self.sha256, self.data = name, size, sha256, data


class Hashing(FileUploadHandler):
    """Takes the bytes as they come, never more than the limit."""

    too_large = False

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.digest, self.size, self.parts = hashlib.sha256(), 0, []

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        if self.size > LIMIT:
            self.too_large = True
            raise StopUpload(connection_reset=False)
        self.digest.update(raw_data)
        self.parts.append(raw_data)

    def file_complete(self, file_size):
        return Offered(self.file_name, file_size, self.digest.hexdigest(), b"".join(self.parts))


def read(request):
    """-> (Offered or None, Chinese sentence or None). Must be the first to touch the request's body."""
    handler = Hashing(request)
    request.upload_handlers = [handler]
    offered = request.FILES.get("file")
    if handler.too_large:
        return None, "文件超过20MB，本平台出具的文书没有这么大，请确认选择的文件。"
    if offered is None or not offered.size:
        return None, "请选择要核验的文件。"
    return offered, None
