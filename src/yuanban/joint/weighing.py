"""What others said, as the decision finds it (许可法第二十六条第二款)."""

from yuanban.law import consulting


def consultations(case):
    return list(case.consultations.select_related("to", "sender", "asked_by"))


def voice_of(row, adopted=None, reason=""):
    """Silence that the place takes for consent is consent; for no opinion, none: neither is weighed."""
    opinion = row.opinion or ("agree" if row.state == "lapsed" else "")
    return consulting.Voice(row.to.name, opinion, adopted, reason)


def voices(case):
    return [voice_of(row, row.adopted, row.reason) for row in consultations(case)]


def to_weigh(case):
    return [row for row in consultations(case) if voice_of(row).to_weigh]


def guard_decision(actor, case, outcome):
    """Whatever the others say, the competent organ decides, and says how it took each of them."""
    consulting.guard_weighed(voices(case), outcome)
