class Invalid(Exception):
    """Input that cannot be taken. `errors` is {field key: Chinese sentence}; what was typed is kept by the page."""

    def __init__(self, errors):
        self.errors = errors
        super().__init__("；".join(errors.values()))
