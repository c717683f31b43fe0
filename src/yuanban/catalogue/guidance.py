"""
情形引导: a few questions that decide what is to be handed over, which item applies, and what is known of the matter.

A version's guidance is `{"questions": [fields], "outcomes": [{when, needs, spares, instead, facts, fails, note}]}`. `needs` and `spares` are codes
of materials, `instead` is `{"item": code}` or `{"bundle": code}`, `facts` are set, `fails` is a condition that is not met. A material that some outcome
needs is asked for only when one such outcome holds; what is not answered yet leaves it open. Nothing here reads the database.
"""

from dataclasses import dataclass, field
from typing import Any

from yuanban.catalogue.form_reading import read_form
from yuanban.catalogue.form_rules import holds
from yuanban.catalogue.forms import facts_of as marked
from yuanban.law.conditions import ConditionError

KEPT = "_guidance"


@dataclass
class Need:
    """A material for these answers: `needed` is True, False, or None while that is open."""

    material: Any
    needed: bool | None
    why: str = ""


@dataclass
class Led:
    """What the answers lead to. `open` are the questions that are asked and not answered."""

    answers: dict = field(default_factory=dict)
    open: list = field(default_factory=list)
    instead: list = field(default_factory=list)
    fails: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    facts: dict = field(default_factory=dict)


def questions_of(version):
    return (version.guidance or {}).get("questions") or []


def outcomes_of(version):
    return (version.guidance or {}).get("outcomes") or []


def read_answers(version, raw):
    """-> (clean answers, errors, names of the questions asked); what is not answered is simply not known yet."""
    filled = read_form([{**q, "required": False} for q in questions_of(version)], raw if isinstance(raw, dict) else {})
    return filled.clean, filled.errors, filled.asked


def materials_for(version, answers):
    """[Need] of every material of the version, in order."""
    answers = read_answers(version, answers)[0]
    told = [(outcome, verdict(outcome, answers)) for outcome in outcomes_of(version)]
    return [need_of(material, told) for material in version.materials.all()]


def verdict(outcome, answers):
    """True, False, or None while too little is known. A condition that cannot be read never holds."""
    try:
        return holds(outcome.get("when") or "", answers)
    except ConditionError:
        return False


def need_of(material, told):
    wants = [(one, holds_) for one, holds_ in told if material.code in (one.get("needs") or [])]
    spares = [(one, holds_) for one, holds_ in told if material.code in (one.get("spares") or [])]
    for one, holds_ in wants:
        if holds_:
            return Need(material, True, one.get("note", ""))
    for one, holds_ in spares:
        if holds_:
            return Need(material, False, one.get("note", ""))
    if any(holds_ is None for _, holds_ in wants):
        return Need(material, None)
    if wants:
        return Need(material, False)
    return Need(material, None if any(holds_ is None for _, holds_ in spares) else True)


def handed_over(version, answers):
    """The materials these answers ask for; while it is open whether one is needed, the list of the item stands."""
    if not outcomes_of(version):
        return list(version.materials.all())
    return [one.material for one in materials_for(version, answers) if one.needed is not False]


def leads_to(version, answers):
    """What else follows from the answers: another item, conditions not met, facts, what to know."""
    clean, _, asked = read_answers(version, answers)
    led = Led(answers=clean, open=[q for q in questions_of(version) if q["key"] in asked and q["key"] not in clean])
    led.facts = marked(questions_of(version), clean)
    for outcome in outcomes_of(version):
        if verdict(outcome, clean):
            take(outcome, led)
    return led


def take(outcome, led):
    led.facts |= outcome.get("facts") or {}
    if outcome.get("instead"):
        led.instead.append(outcome["instead"] | {"why": outcome.get("note", "")})
    if outcome.get("fails"):
        led.fails.append(outcome["fails"])
    if outcome.get("note") and not any(outcome.get(said) for said in ("instead", "needs", "spares")):
        led.notes.append(outcome["note"])


def kept(version, answers):
    """What a case keeps of the guidance: the answers and the version whose questions they answer; None when there are none."""
    clean = read_answers(version, answers)[0]
    return {"version": version.number, "answers": clean} if clean else None


def answers_in(form):
    """The answers to the guidance that a form or a draft of one carries."""
    said = form.get(KEPT)
    answers = said.get("answers") if isinstance(said, dict) else None
    return answers if isinstance(answers, dict) else {}
