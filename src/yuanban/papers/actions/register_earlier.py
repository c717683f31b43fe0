"""补登: certificates that were granted before there was a register enter it, one short transaction for each."""

import logging

from django.db import transaction

from yuanban.accounts.acting import system
from yuanban.certificates.models import Certificate
from yuanban.ledger.write import create
from yuanban.papers.certified import certificate_of, said_of
from yuanban.papers.models import Paper

log = logging.getLogger(__name__)
KEPT = ("number", "day", "content", "content_sha256")


def register_earlier(at):
    """-> how many. Found by a query, so that it may be run again at any time."""
    known = Certificate.objects.values("number")
    waiting = (
        Paper.objects.filter(kind="certificate").exclude(number__in=known).order_by("pk").values_list("pk", flat=True)
    )
    return sum(safely(system(at), pk) for pk in list(waiting))


def safely(actor, pk):
    try:
        register(actor, pk)
    except Exception:
        log.exception("文书（%s）没有登记成证照，下一次再试", pk)
        return False
    return True


@transaction.atomic
def register(actor, pk):
    paper = Paper.objects.select_related("case__item", "case__enterprise", "in_name_of").defer("file").get(pk=pk)
    row = {name: getattr(paper, name) for name in KEPT}
    create(certificate_of(paper.case, paper.in_name_of, row), "certificate.issued", actor, said_of(paper.case, row))
