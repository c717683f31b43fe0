"""谁可以选，以什么次序显示: whoever is listed today, in an order that follows from a seed written down beside it."""

import hashlib
import secrets

from django.db import IntegrityError, transaction
from django.db.models import Q

from yuanban.intermediaries.models import Draw, Offer
from yuanban.law import intermediary as law
from yuanban.ledger.write import create


def offers(service, day, item=None):
    """Those of the service whose qualification stands; not those attached to the organ that decides the item."""
    rows = Offer.objects.filter(service=service, state="listed").filter(
        Q(licence_until=None) | Q(licence_until__gte=day)
    )
    if item is not None and item.organ_id:
        rows = rows.exclude(intermediary__attached=item.organ_id)
    return rows.select_related("intermediary__enterprise__park")


def draw(actor, service, order=None, item=None):
    """-> (the draw, the offers in its order). A new order for every view of one's own list."""
    found = by_code(offers(service, actor.day, item))
    with transaction.atomic():
        row = shown(actor, service, found, secrets.token_hex(16), order=order)
    return row, [found[code] for code in row.shown]


def draw_of_the_day(actor, service):
    """The public list: one order a day as long as the same are on it, so that looking leaves few rows."""
    found = by_code(offers(service, actor.day))
    said = f"{service.code}:{actor.day}:{','.join(sorted(found))}"
    key = hashlib.sha256(said.encode()).hexdigest()
    row = Draw.objects.filter(key=key).first()
    if row is None:
        try:
            with transaction.atomic():
                row = shown(actor, service, found, secrets.token_hex(16), key=key)
        except IntegrityError:
            row = Draw.objects.get(key=key)
    return row, [found[code] for code in row.shown]


def by_code(rows):
    return {one.intermediary.enterprise.code: one for one in rows}


def shown(actor, service, found, seed, **more):
    row = Draw(
        service=service, seed=seed, codes=sorted(found), shown=list(law.shuffled(seed, found)), at=actor.at, **more
    )
    create(row, "draw.shown", actor)
    return row


def differences(row):
    """What a supervisor finds when working it out again: nothing, or a sentence."""
    return [] if tuple(row.shown) == law.shuffled(row.seed, row.codes) else ["显示的次序与按种子推算的次序不一致。"]
