"""Two hands on one certificate in the same moment, each with a connection of its own."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from tests.cast import DAY, at
from tests.certificates.holding import asked, decider, granted, proven
from yuanban.accounts.acting import system
from yuanban.cases.actions.decide import decide
from yuanban.cases.actions.renew_by_silence import renew_by_silence
from yuanban.certificates.actions.suspend import suspend
from yuanban.certificates.models import Certificate
from yuanban.law.refusal import Refusal

END = dt.date(2027, 2, 22)


def together(*doings):
    """Each in a thread of its own, begun at once. -> what came of each: a value or the rule that refused."""
    start = Barrier(len(doings))

    def run(doing):
        try:
            start.wait()
            return doing()
        except Refusal as refusal:
            return refusal.rule
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(run, doings))


def test_one_renewal_one_suspension_and_silence_or_a_decision(open_town):
    town = open_town
    certificate = granted(town, months=3)
    first, second = together(*[lambda: asked(town, certificate, "renewal")] * 2)
    case, other = (first, second) if second == "certificate-state" else (second, first)
    assert other == "certificate-state"

    officer = decider(town, certificate)
    said = together(*[lambda: suspend(officer, certificate.number, "hazard", "隐患未排除。")] * 2)
    assert len([one for one in said if one in ("changed-meanwhile", "certificate-state")]) == 1

    town.until(case, "reviewed")
    last, after = at(END, 23, 59), at(END + dt.timedelta(days=1), 0, 0)
    doer = town.doer(case, "decide", when=last)
    decided, renewed = together(
        lambda: decide(doer, case.number, "denied", "场所已经拆除。"),
        lambda: renew_by_silence(system(after), case.pk),
    )
    case.refresh_from_db()
    now = Certificate.objects.get(pk=certificate.pk)
    if case.outcome == "denied":
        assert renewed in ("changed-meanwhile", "waiting") and now.to_date == END
    else:
        assert decided in ("changed-meanwhile", "wrong-state") and now.to_date == dt.date(2027, 5, 22)
        assert renewed == "renewed" and case.state == "issued"
    assert proven() == []
    assert now.issued_on == DAY
