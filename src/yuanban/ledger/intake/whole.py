"""A request that ends before its announced length was cut off; the server hands out its half as if it were the whole."""


class Whole:
    """Around the server's input: raises OSError where it falls short."""

    def __init__(self, body, length):
        self.body, self.left = body, length

    def read(self, size=-1):
        return self.counted(self.body.read(size), size)

    def readline(self, size=-1):
        return self.counted(self.body.readline(size), size)

    def counted(self, data, size):
        self.left -= len(data)
        if self.left > 0 and size and (size < 0 or not data):
            raise OSError("cut off")
        return data


def whole_bodies(application):
    def guarded(environ, start_response):
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isdigit():
            environ["wsgi.input"] = Whole(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return guarded
