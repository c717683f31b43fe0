"""The clerk's form for a supplement notice: slots of gaps beside each material, the questions of the form, the conditions."""

import re
from dataclasses import dataclass

from yuanban.cases.gaps import targets_of
from yuanban.law.gaps import CORRECTABLE, KINDS, KINDS_OF, TARGETS

SLOT = re.compile(r"^gap-(?P<slot>[\w.-]+)-text$")
PARTS = ("on", "kind", "text", "cure")
NOT_HANDED = "没有提交，请补交。"
MOST = 9


@dataclass(frozen=True)
class Slot:
    """One gap to be written: `id` in the page, what it may be tied to, the kinds to choose from."""

    id: str
    targets: list
    kinds: list
    text: str = ""

    @property
    def correctable(self):
        return any(kind in CORRECTABLE for kind, _ in self.kinds)


@dataclass(frozen=True)
class Group:
    """The slots of one material, or of the whole form, or of all conditions."""

    id: str
    name: str
    slots: list
    state: str = ""
    tone: str = "plain"
    open: bool = False


def kinds_for(target):
    return [(kind, KINDS[kind]) for kind in KINDS_OF[target]]


def slot(id_, targets, text=""):
    return Slot(id_, targets, kinds_for(targets[0].target), text)


def groups_of(case, typed):
    """[Group], with as many slots as were typed and one more."""
    targets = list(targets_of(case).values())
    states = {m.code: m for m in case.materials.all()}
    found = [of_material(one, states[one.key], typed) for one in targets if one.target == "material"]
    for target in ("field", "condition"):
        own = [one for one in targets if one.target == target]
        if own:
            found.append(Group(target, TARGETS[target], slots(target, own, typed, 2), open=used(target, typed)))
    return found


def of_material(one, material, typed):
    lacking = material.state == "missing" and material.need == "required"
    first = slot(f"{one.id}.0", [one], NOT_HANDED if lacking and not typed else "")
    found = [first, *slots(one.id, [one], typed, 1)[1:]]
    tone = "amber" if material.state in ("missing", "deferred") else "plain"
    return Group(one.id, one.name, found, material.get_state_display(), tone, lacking or used(one.id, typed))


def slots(id_, targets, typed, least):
    wanted = max(
        least, 1 + max((n for n in range(MOST) if typed.get(f"ask_supplement-gap-{id_}.{n}-text")), default=-1)
    )
    return [slot(f"{id_}.{n}", targets) for n in range(wanted)]


def used(id_, typed):
    return any(typed.get(f"ask_supplement-gap-{id_}.{n}-text") for n in range(MOST))


def gaps_of(post):
    """[gap as cases.gaps.read takes it], `at` naming where on the page it stands."""
    found = []
    for key in post:
        if at := SLOT.match(key):
            said = {part: post.get(f"gap-{at['slot']}-{part}", "") for part in PARTS}
            target, _, name = said.pop("on").partition("-")
            spot = f"gap-{at['slot']}-spot" in post
            found.append({"target": target, "key": name, "on_the_spot": spot, "at": f"gap-{at['slot']}", **said})
    return found
