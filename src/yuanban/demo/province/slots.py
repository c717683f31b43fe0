"""What is exchanged between the model and a real centre: names and numbers, each under the name of its slot."""

from yuanban.demo.province.seats import HELPED


def words_of_seat(seat):
    """{slot: text} of one centre."""
    bodies = {"committee": seat.committee, "window": seat.window, "helper": seat.helper, "desk": seat.desk}
    told = {
        "park.id": seat.park.pk, "park.code": seat.park.code, "park.name": seat.park.name, "park.short": seat.park.short,
        "centre.id": seat.centre.pk, "centre.code": seat.centre.code, "centre.name": seat.centre.name,
        "centre.address": seat.centre.address, "centre.phone": seat.centre.phone,
        "county": seat.county.code, "county.name": seat.county.name, "city": seat.city.code, "city.name": seat.city.name,
    }  # fmt: skip
    for name, body in bodies.items():
        told |= words_of_body(name, body)
    told |= words_of_body("setter", seat.committee.set_up_by)
    told |= words_of_seal("committee.seal", seat.seals[seat.committee.code, seat.committee.code])
    return told


def words_of_body(name, body):
    return {
        f"{name}.id": body.pk, f"{name}.code": body.code, f"{name}.name": body.name, f"{name}.short": body.short,
        f"{name}.credit": body.credit_code or None,
    }  # fmt: skip


def words_of_seal(name, seal):
    return {f"{name}.id": seal.pk, f"{name}.code": seal.code, f"{name}.name": seal.name}


def words_of_paper(name, one):
    return {f"{name}.id": one.pk, f"{name}.code": one.code, f"{name}.title": one.title, f"{name}.number": one.number}


def words_of_organ(seat, organ, way):
    """What an organ brings along: itself, who is above it, its law, its paper to this centre and its seals."""
    told = words_of_body("organ", organ) | words_of_body("over", organ.parent)
    told |= words_of_paper("law", seat.papers["statute", organ.code])
    told |= words_of_seal("organ.seal", seat.seals[organ.code, organ.code])
    if (way, organ.code) in seat.papers:
        told |= words_of_paper("paper", seat.papers[way, organ.code])
    for keeper, body in (("committee", seat.committee), ("desk", seat.desk)):
        if (organ.code, body.code) in seat.seals:
            told |= words_of_seal(f"kept.{keeper}", seat.seals[organ.code, body.code])
    return told


def words_of_offer(offer):
    return {
        "item.id": offer.item.pk, "item.code": offer.item.code, "item.name": offer.item.name, "version.id": offer.version.pk,
        "basic.id": offer.item.basic_id,
        "result": offer.version.result_name,
        **({"overseer.id": offer.version.supervisor_id, "overseer.name": offer.version.supervisor.name, "overseer.code": offer.version.supervisor.code} if offer.version.supervisor_id else {}),
    }  # fmt: skip


def words_of_firm(firm, owner):
    return {
        "firm.id": firm.pk, "firm.code": firm.code, "firm.name": firm.name, "firm.short": firm.short, "firm.address": firm.address,
        "firm.legal": firm.legal_person, **words_of_person("owner", owner),
    }  # fmt: skip


def words_of_person(name, person):
    return {f"{name}.id": person.pk, f"{name}.name": person.name, f"{name}.phone": person.phone}


def words_of_post(name, post):
    return {f"{name}.post": post.pk, **words_of_person(name, post.person)}


def pools(seat, organ):
    """{pool: posts} that a story draws its cast from, for a matter of this organ."""
    of = organ.code
    found = {
        "clerks": seat.clerks, "helpers": seat.helpers, "committee": seat.staff[seat.committee.code, ""],
        "head-committee": [seat.heads[seat.committee.code]],
    }  # fmt: skip
    if (of, "") in seat.staff:
        found |= {"organ": seat.staff[of, ""], "head-organ": [seat.heads[of]]}
    if (seat.desk.code, of) in seat.staff:
        found["desk"] = seat.staff[seat.desk.code, of]
    return found


__all__ = ["HELPED", "pools", "words_of_firm", "words_of_offer", "words_of_organ", "words_of_post", "words_of_seat"]
