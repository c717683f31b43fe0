"""Files as handed in, and who handed them in."""

from yuanban.cases.models import Upload
from yuanban.ledger.files import exists, path_of, put, read
from yuanban.ledger.intake.door import take

__all__ = ["exists", "keep", "path_of", "put", "read"]


def keep(actor, name, data):
    """Store the bytes and record who handed them in. Raises Invalid when the file cannot be taken."""
    return Upload.objects.create(**take(name, data).columns, by_id=actor.person, at=actor.at)
