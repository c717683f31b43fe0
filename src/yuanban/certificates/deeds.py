"""What an official may do with a certificate now, and for everything else the rule that stands in the way."""

from dataclasses import dataclass

from yuanban.certificates.authority import granting, lawful, require_post
from yuanban.certificates.step import require_turn
from yuanban.law import certificates as law
from yuanban.law.refusal import Refusal
from yuanban.mandates.models import Seal
from yuanban.mandates.world import world

NAMES = {
    "tell": "告知拟作出的决定",
    "hear": "记录陈述、申辩",
    "take-back": "不再作出拟作的决定",
    **{verb: turn.name_zh for verb, turn in law.TURNS.items()},
}
GRAVE = ("suspend", "revoke", "annul")


@dataclass(frozen=True)
class Deed:
    verb: str
    refusal: Refusal | None = None
    signature: dict[str, str] | None = None

    @property
    def name(self):
        return NAMES[self.verb]


def deeds(actor, certificate):
    """Those that fit how it stands; each with the rule that keeps this person from it, if one does."""
    return [deed(actor, certificate, verb) for verb in fitting(certificate)]


def fitting(certificate):
    """What was announced comes first; what needs announcing can be announced while nothing else is."""
    if certificate.replaced_on:
        return []
    verbs = [verb for verb, turn in law.TURNS.items() if certificate.state in turn.sources]
    if not certificate.notice:
        return [*(["tell"] if any(verb in GRAVE for verb in verbs) else []), *verbs]
    announced = certificate.notice["verb"]
    first = [verb for verb in verbs if verb == announced]
    return ["hear", *first, "take-back", *(verb for verb in verbs if verb != announced)]


def deed(actor, certificate, verb):
    """The refusal that the action itself would meet before anything is typed; else who signs and who answers for it."""
    try:
        if verb in law.TURNS:
            require_turn(certificate, verb, actor.day)
            return Deed(verb, signature=signature(granting(actor, certificate, verb), actor.day))
        require_post(actor)
        told = certificate.notice["verb"] if certificate.notice else "revoke"
        lawful(actor.body, certificate, told, actor.day)
    except Refusal as refusal:
        return Deed(verb, refusal)
    return Deed(verb)


def signature(answer, day):
    now = world(day)
    organ = now.name(answer["in_name_of"])
    seal = Seal.objects.filter(code=answer["seal"]).first()
    respondent = now.name(answer["respondent"] or answer["in_name_of"])
    return {"in_name_of": organ, "respondent": respondent, "seal": seal.name if seal else f"{organ}印章"}


def grounds_of(verb):
    """[(key, 中文（条款）)] for a field of choice; what only the holder's own application brings about is left out."""
    return [(key, f"{one.title}（{one.article}）") for key, one in law.grounds()[verb].items() if not one.by_case]


def noticed_grounds():
    """Those that the holder has to be told of first, of every verb: [(verb:key, 中文)]."""
    return [
        (f"{verb}:{key}", f"{law.TURNS[verb].name_zh}：{one.title}（{one.article}）")
        for verb in GRAVE
        for key, one in law.grounds()[verb].items()
        if one.notice
    ]
