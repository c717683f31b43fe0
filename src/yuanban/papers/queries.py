"""Reading papers. The files are large: lists leave them out."""

import re

from yuanban.cases.queries import OFFICE_PAPERS
from yuanban.cases.queries import visible_to as visible_cases
from yuanban.papers.models import Paper

PUBLIC = ("grant", "certificate")
# Hung on a wall, or sent from one organ to another: no sign of having been served.
NOT_HANDED_OVER = frozenset(
    {"certificate", "consult", "opinion", "meeting-notice", "minutes", "visit-notice", "visit-record", "push", "card"}
    | {"hearing-record", "first-review"}
)


def listed():
    return Paper.objects.defer("file").select_related("in_name_of")


def papers_of(case):
    return listed().filter(case=case)


YEAR = re.compile(r"[\[(（【［〔{](\d{4})[\])）】］〕}]")


def by_number(number):
    """As printed, or as people type it: any brackets around the year, spaces anywhere."""
    typed = YEAR.sub(r"〔\1〕", "".join(number.split()))
    return listed().filter(number__in={number.strip(), typed}).first()


def by_token(token):
    return listed().filter(token=token).first()


def by_file(sha256):
    """The paper whose file has this SHA-256; None when no file of ours has it."""
    return listed().filter(file_sha256=sha256).exclude(file_sha256="").first()


def unmade():
    return Paper.objects.filter(file__isnull=True).order_by("id").values_list("pk", flat=True)


def is_public(paper):
    """A grant and its certificate are open to everyone (许可法第四十条), unless they name a natural person (个人信息保护法)."""
    return paper.kind in PUBLIC and not paper.content["case"]["personal"]


def handed_over(paper):
    """Whoever holds it has been served, and may say how."""
    return paper.kind not in NOT_HANDED_OVER


def may_open(actor, paper):
    """Whoever may see the case; and, for what the law makes public, whoever holds the paper's code."""
    if is_public(paper):
        return True
    if paper.kind in OFFICE_PAPERS and not (actor and actor.official):
        return False
    return actor is not None and actor.person is not None and visible_cases(actor).filter(pk=paper.case_id).exists()
