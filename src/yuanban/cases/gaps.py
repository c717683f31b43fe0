"""The gaps of a supplement notice: read from what a clerk writes, kept as rows, told in words, answered one by one."""

import hashlib
from dataclasses import dataclass

from yuanban.cases.models import Gap
from yuanban.law import duties
from yuanban.law.gaps import KINDS, KINDS_OF, TARGETS
from yuanban.ledger.invalid import Invalid

LONGEST = {"text": 500, "cure": 300}
KEPT = ("number", "notice", "kind", "target", "key", "name", "text", "cure")
STATED = "statement"


@dataclass(frozen=True)
class Target:
    """What a gap may be tied to."""

    target: str
    key: str
    name: str

    @property
    def id(self):
        return f"{self.target}-{self.key}"


def targets_of(case):
    """{id: Target} of the case's materials, the questions of its form that have an answer to correct, and its conditions."""
    version = case.item_version
    found = [Target("material", m.code, m.name) for m in case.materials.all()]
    found += [Target("field", f["key"], f["label"]) for f in version.form if f["type"] not in ("file", STATED)]
    found += [Target("condition", str(at), text[:300]) for at, text in enumerate(version.conditions)]
    return {one.id: one for one in found}


def listed(gaps):
    """Gaps as dicts {target, key, kind, text, cure, on_the_spot}. {material code: text} is a short way to write the plain kind."""
    if isinstance(gaps, dict):
        return [{"target": "material", "key": code, "text": text} for code, text in gaps.items()]
    return list(gaps)


def read(case, gaps):
    """The gaps of one notice, in the order of the file. Raises Invalid with what is wrong, each beside its own."""
    known, errors, found = targets_of(case), {}, []
    states = {m.code: m.state for m in case.materials.all()}
    for at, one in enumerate(listed(gaps)):
        if not str(one.get("text", "")).strip():
            continue
        gap, wrong = read_one(one, known, states)
        if wrong:
            errors[one.get("at") or (f"gap-{at}" if one.get("kind") else "gaps")] = wrong
        found.append(gap)
    if errors or not found:
        raise Invalid(errors or {"gaps": "请至少选择一项，并写明需要补正的内容。"})
    duties.guard_correctable(any(gap.get("on_the_spot") for gap in found))
    order = list(known)
    return sorted(found, key=lambda gap: order.index(f"{gap['target']}-{gap['key']}"))


def read_one(one, known, states):
    target, key = one.get("target", "material"), str(one.get("key", ""))
    place = known.get(f"{target}-{key}")
    if place is None:
        return {}, "没有这份材料、这个问题或者这项条件，请重新选择。"
    kind = one.get("kind") or usual_kind(target, states.get(key))
    gap = {"kind": kind, "target": target, "key": key, "name": place.name, "on_the_spot": bool(one.get("on_the_spot"))}
    gap |= {name: str(one.get(name, "")).strip() for name in LONGEST}
    if kind not in KINDS_OF[target]:
        return gap, f"“{place.name}”的问题请从“{'、'.join(KINDS[kind] for kind in KINDS_OF[target])}”中选择。"
    if any(len(gap[name]) > most for name, most in LONGEST.items()):
        return gap, f"写得太长：问题最多{LONGEST['text']}字，怎样补正最多{LONGEST['cure']}字。"
    return gap, None


def usual_kind(target, state):
    if target != "material":
        return KINDS_OF[target][0]
    return "missing" if state in ("missing", "deferred") else "incomplete"


def keep(case, gaps):
    """Write the rows of one notice. -> the gaps as the ledger says them."""
    before = list(case.gaps.all())
    notice = 1 + max((gap.notice for gap in before), default=0)
    rows = [
        Gap(case=case, notice=notice, number=at, **{name: gap[name] for name in KEPT if name in gap})
        for at, gap in enumerate(gaps, start=len(before) + 1)
    ]
    Gap.objects.bulk_create(rows)
    mark(case)
    return [as_told(row) for row in rows]


def as_told(gap):
    return {name: getattr(gap, name) for name in KEPT}


def open_gaps(case):
    return list(case.gaps.filter(answered_on__isnull=True))


def mark(case):
    """Beside each material stands what is still open about it."""
    said: dict[str, list[str]] = {}
    for gap in open_gaps(case):
        if gap.target == "material":
            said.setdefault(gap.key, []).append(gap.text)
    for material in case.materials.all():
        text = "；".join(said.get(material.code, ()))
        if text != material.gap:
            material.gap = text
            material.save(update_fields=["gap"])


def told(data):
    """The gaps of an event, as dicts; older events have {material code: text}."""
    gaps = data["gaps"]
    if isinstance(gaps, list):
        return gaps
    return [
        {"target": "material", "kind": "", "key": code, "name": "", "text": text, "cure": ""}
        for code, text in gaps.items()
    ]


def line(gap):
    """申请表“投资额”填写有误：… （补正：…）"""
    where = f"“{gap['name']}”" if gap["name"] else ""
    kind = KINDS.get(gap["kind"], "")
    head = f"{'' if gap['target'] == 'material' else TARGETS[gap['target']]}{where}{kind}"
    cure = f"（{gap['cure']}）" if gap["cure"] else ""
    return f"{head and head + '：'}{gap['text']}{cure}"


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def answers_said(gaps):
    """{number: [answered on, SHA-256 of the statement]}: what was answered, without its words."""
    return {str(gap.number): [gap.answered_on.isoformat(), sha(gap.answer)] for gap in gaps}


def differences(case, events):
    """The rows, against what the events asked and what was answered."""
    asked = [gap for event in events if isinstance(event.data.get("gaps"), list) for gap in told(event.data)]
    if not asked:
        return
    numbers = {gap["number"] for gap in asked}  # a notice from before there were rows says no numbers
    rows = [row for row in case.gaps.all() if row.number in numbers]
    if [as_told(row) for row in rows] != asked:
        yield f"{case.stream} 的补正内容与告知时的记载不一致"
    told_ = [event.data.get("answers", {}) for event in events]
    said = {number: said for one in told_ for number, said in one.items() if int(number) in numbers}
    if answers_said([row for row in rows if row.answered_on]) != said:
        yield f"{case.stream} 对补正的答复与账本记载不一致"
