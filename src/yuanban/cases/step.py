"""What every verb shares: finding the case, writing the step, saying whose turn it is next."""

from yuanban.cases import clocking
from yuanban.cases.models import Case, Flip
from yuanban.cases.permit import holder_of, plan_of
from yuanban.cases.queries import sight
from yuanban.law.refusal import Refusal
from yuanban.ledger.rows import select_with
from yuanban.ledger.write import write
from yuanban.mandates.world import picture


def load(actor, number, version=None):
    """The case as this person may see it; Case.DoesNotExist otherwise. `version` is the one their page was drawn from: if it moved on, say so."""
    seen, values = sight(actor)
    found = select_with(Case, "enterprise", f"c.number = %s AND {seen}", [number, *values])
    if not found:
        raise Case.DoesNotExist(number)
    case = known(found[0])
    if version is not None and int(version) != case.version:
        raise Refusal("changed-meanwhile")
    return case


def known(case):
    """Give the case what the picture already holds, so that nobody reads it again: park, centre, item, pinned version."""
    now = picture()
    if case.item_version_id in now.version_by_id and case.park_id in now.park_by_id:
        case.item_version, case.park = now.version_by_id[case.item_version_id], now.park_by_id[case.park_id]
        case.item, case.centre = case.item_version.item, case.park.centre
    return case


def move(case, kind, actor, data=None, **changes):
    """Write one event with its changes, and everything that follows from them: turn, dues, light."""
    run = run_of(case, kind)
    shadow = preview(case, changes)
    derived = clocking.fields(shadow, actor.day)
    if "state" in changes:
        derived["holder"] = holder_of(plan_of(shadow), shadow.state)
    changed = {name: value for name, value in derived.items() if value != getattr(case, name)}
    event = write(case, kind, actor, data, flip(case, changed, actor.day), **{**changed, **changes})
    if run:
        run.follow(case, kind, actor)
    return event


def run_of(case, kind):
    """The 一件事 that the case is a part of, held until the transaction ends; None for any other case."""
    if case.bundle_case_id is None:
        return None
    from yuanban.cases import runs  # which takes steps itself

    return runs.hold(case, kind)


def preview(case, changes):
    shadow = Case(**{f.attname: getattr(case, f.attname) for f in Case._meta.concrete_fields})
    shadow.item_version = case.item_version
    for name, value in changes.items():
        setattr(shadow, name, value)
    return shadow


def flip(case, changed, day):
    """The row that says the light changed, to be written beside the change; nothing when it stays."""
    if "light" in changed:
        return [(Flip, {"case": case.pk, "day": day, "before": case.light, "after": changed["light"]})]
    return []
