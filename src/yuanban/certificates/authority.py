"""Which organ may decide on a certificate today: the one that granted it or its heir; its superior only to revoke (许可法第六十九条)."""

from yuanban.law import certificates as law
from yuanban.law.index import index_of
from yuanban.law.refusal import Refusal
from yuanban.mandates.stamps import no_seal, usable_seal
from yuanban.mandates.world import world
from yuanban.places.models import Body

POWERS = ("decide", "seal")


def granting(actor, certificate, verb):
    """In whose name, who answers, by which papers, under which seal: {in_name_of, respondent, chain, seal, by}. Raises Refusal."""
    require_post(actor)
    answer = lawful(actor.body, certificate, verb, actor.day)
    asked = (answer["in_name_of"], certificate.item.code, actor.body, actor.day, certificate.centre_id)
    seal = usable_seal(*asked)
    if seal is None:
        raise no_seal(*asked)
    return answer | {"seal": seal.id, "by": actor.body}


def require_post(actor):
    if "decide" not in actor.powers:
        raise Refusal(
            "no-post", because=f"{actor.name}的岗位没有“决定”职责。", cure="请由发证机关有决定职责的人员办理。"
        )


def lawful(body, certificate, verb, day):
    """The same without post and seal, for any body."""
    organ = heir(certificate.organ.code, day)
    if verb == "revoke" and body in superiors(organ):
        return {"in_name_of": body, "respondent": world(day).respondent(body), "chain": []}
    decides, seals = (asked(body, certificate, power, day) for power in POWERS)
    for answer in (decides, seals):
        if not answer.ok:
            raise Refusal(answer.rule, because=answer.because, cure=answer.cure)
    if decides.in_name_of != organ:
        raise elsewhere(world(day).name(organ), world(day).name(body), verb)
    return {"in_name_of": organ, "respondent": decides.respondent, "chain": list(decides.chain)}


def elsewhere(organ, body, verb):
    because = f"这份证照由{organ}负责，不由{body}{law.TURNS[verb].name_zh}。"
    return Refusal(law.RULES[verb], because, f"请由{organ}{'或者其上级行政机关' if verb == 'revoke' else ''}办理。")


def asked(body, certificate, power, day):
    papers = index_of(world(day))
    return papers.may(body, power, certificate.item.code, certificate.place, day, certificate.facts)


def heir(code, day):
    """The organ itself, or the one it was merged into by this day."""
    body = world(day).bodies.get(code)
    if body and body.merged_on and body.merged_on <= day and body.merged_into:
        return heir(body.merged_into, day)
    return code


def superiors(code):
    """The organs above, the nearest first: the government over a department, the one that set up a committee, and so on up."""
    found: list[str] = []
    body = Body.objects.select_related("parent", "set_up_by").filter(code=code).first()
    while body and (above := body.parent or body.set_up_by) and above.code not in found:
        found.append(above.code)
        body = Body.objects.select_related("parent", "set_up_by").get(pk=above.pk)
    return found
