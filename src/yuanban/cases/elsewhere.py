"""应当向哪个机关申请: the organs that may accept this matter, and where they are to be found (许可法第三十二条第一款第二项)."""

from yuanban.law.anywhere import anywhere
from yuanban.law.world import OWN_NAME
from yuanban.mandates.world import world
from yuanban.places.models import Body, Centre, Region


def organs_for(case, day, but=""):
    """{body code: its name and places}: who holds acceptance of this item in its own name, this organ left out."""
    now = world(day)
    found = {
        one.body: one.territory
        for one in anywhere(now, case.item.code, day, case.facts, "accept")
        if one.answer.in_name_of == one.body
        and one.body != but
        and now.instruments[one.answer.chain[-1]].kind in OWN_NAME
    }
    places = dict(
        Region.objects.filter(code__in={code for codes in found.values() for code in codes}).values_list("code", "name")
    )
    return {body: said(now.name(body), [places.get(code, code) for code in codes]) for body, codes in found.items()}


def said(name, places):
    return f"{name}（管辖{'、'.join(places)}）" if places else name


def address_of(code):
    """The organ's name, with the address and telephone of the centre where it has a window, when known."""
    body = Body.objects.get(code=code)
    centre = Centre.objects.filter(windows__body=body).first()
    known = [part for part in (centre and centre.address, centre and centre.phone) if part]
    return f"{body.name}（{'，'.join(known)}）" if known else body.name
