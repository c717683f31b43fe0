"""What happens in this room when a park is merged into another."""


def begin():
    pass
