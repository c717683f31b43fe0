"""Handing in a 一件事: the members for these circumstances, each with its part of the one form and the one set of materials."""

from dataclasses import dataclass, replace
from typing import Any

from yuanban.catalogue.bundling import Left, choose
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.mandates.world import picture

ASKING = ("facts-missing", "no-post", "agency-scope", "commitment")  # about what was handed in, not about the member


@dataclass
class Layout:
    """`ready`: what `prepare` made of each member, in order; `unlawful`: {member key: Refusal} of those the papers do not carry."""

    chosen: Any
    ready: list
    unlawful: dict

    def kept(self):
        """Without what cannot be handled here, and without what needs it."""
        rest = self.chosen.without(self.unlawful)
        for left in rest.left:
            if left.member.key in self.unlawful:
                object.__setattr__(left, "why", self.unlawful[left.member.key].because)
        kept = {item.pk for item in rest.items}
        return Layout(rest, [one for one in self.ready if one.item.pk in kept], {})


def members_for(park, bundle, day, situations=None):
    """`choose`, and what this park has not opened is left out too."""
    chosen = choose(bundle, day, situations)
    closed = [m.key for m in chosen.members if picture().offer(park.code, m.item.code, day) is None]
    if not closed:
        return chosen
    rest = chosen.without(closed)
    rest.left = [
        Left(one.member, "gone", f"{park.name}现在没有开办这一项") if one.member.key in closed else one
        for one in rest.left
    ]
    return rest


def part_of(application, chosen, merged, item):
    """What one item takes from the whole; a material for which another member's result stands is not asked."""
    pick = lambda codes: frozenset(merged.papers(item, dict.fromkeys(codes)))  # noqa: E731
    return replace(
        application,
        form=merged.part(item, application.form),
        files=merged.papers(item, application.files),
        paper=pick(application.paper),
        deferred=pick(application.deferred),
        flowing=frozenset(chosen.flows()[item.pk]),
    )


def lay_out(actor, application, prepare):
    """Everything wrong with the one form is said at once, under the names of the one page. Raises Invalid or Refusal."""
    chosen = members_for(application.park, application.bundle, actor.day, application.situations)
    if not chosen.items:
        raise Refusal("wrong-organ", because="按您的情况，没有要在这里办的事。", cure="请核对情形的回答。")
    merged, ready, unlawful = chosen.merged(), [], {}
    errors: dict[str, str] = {}
    for member, item in zip(chosen.members, chosen.items, strict=True):
        try:
            ready.append(prepare(actor, part_of(application, chosen, merged, item), item))
        except Invalid as problem:
            errors |= merged.told(item, problem.errors)
        except Refusal as no:
            if no.rule in ASKING:
                raise
            unlawful[member.key] = no
    if errors:
        raise Invalid(errors)
    return Layout(chosen, waiting(chosen, ready), unlawful)


def waiting(chosen, ready):
    """Those that come after another stand back until it has ended."""
    later = {m.key for m in chosen.order if m.waits_for}
    keys = {m.item_id: m.key for m in chosen.members}
    return [replace(one, waiting=keys[one.item.pk] in later) for one in ready]


def agreed(application, layout):
    """The parts to be written: all, or without what the applicant was told cannot be handled here. Raises Refusal."""
    unexpected = [key for key in layout.unlawful if key not in application.without]
    rest = layout.kept()
    if unexpected or not rest.ready:
        key = (unexpected or list(layout.unlawful))[0]
        names = {m.key: m.called for m in layout.chosen.members}
        no = layout.unlawful[key]
        raise Refusal(no.rule, because=f"“{names[key]}”：{no.because}", cure=no.cure)
    rest.ready = waiting(rest.chosen, rest.ready)
    return rest
