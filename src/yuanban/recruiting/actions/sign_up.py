"""报名: a place is given or a place in the queue, by one statement; whoever cancels makes room for the next who waits.

The counts stand on the gathering. The row there is held only from that statement to the end of the transaction, and the
one who signs up learns the serial number by it: so nothing is overbooked and nobody lost, however many come at once.
"""

import secrets

from django.db import IntegrityError, connection, transaction

from yuanban.law.refusal import Refusal
from yuanban.ledger.bulk import next_ids
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create, write
from yuanban.recruiting.asking import asker, of_firm
from yuanban.recruiting.models import Gathering, SignUp
from yuanban.recruiting.step import own_firm

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
TAKE = (
    "WITH room AS (SELECT id, {pool}s_taken < {pool}s AS free FROM recruiting_gathering"
    " WHERE id = %s AND state = 'open' AND close_at > %s FOR UPDATE)"
    " UPDATE recruiting_gathering g SET {pool}s_asked = g.{pool}s_asked + 1,"
    " {pool}s_taken = g.{pool}s_taken + room.free::int FROM room WHERE g.id = room.id"
    " RETURNING g.{pool}s_asked, room.free"
)
TAKES = {pool: TAKE.format(pool=pool) for pool in SignUp.POOLS}
FREE = "UPDATE recruiting_gathering SET {pool}s_taken = {pool}s_taken - 1 WHERE id = %s"
FREES = {pool: FREE.format(pool=pool) for pool in SignUp.POOLS}
AGAIN = "UPDATE recruiting_gathering SET {pool}s_taken = {pool}s_taken + 1 WHERE id = %s AND {pool}s_taken < {pool}s"
AGAINS = {pool: AGAIN.format(pool=pool) for pool in SignUp.POOLS}


def sign_up(actor, pk, name="", phone=""):
    """-> (the sign-up, whether it is a new one). Signed in, or with a name and a telephone; twice is once."""
    return taken(actor, pk, "seat", asker(actor, name, phone))


def take_stall(actor, pk, enterprise):
    """A firm takes a stall at a fair."""
    firm = own_firm(actor, enterprise)
    if not Gathering.objects.filter(pk=pk, stalls__gt=0).exists():
        raise Invalid({"enterprise": "这场活动没有企业展位。"})
    return taken(actor, pk, "stall", of_firm(firm, actor), firm)


def taken(actor, pk, pool, one, firm=None):
    found = known(pk, one.who)
    if found:
        return found, False
    ids = next_ids(SignUp, 1)
    try:
        with transaction.atomic():
            serial, free = place(actor, pk, pool)
            made = SignUp(
                pk=ids[0], gathering_id=pk, pool=pool, serial=serial, state="seated" if free else "waiting", who=one.who,
                name=one.name, phone=one.phone, person_id=one.person, enterprise=firm, at=actor.at,
                token=secrets.token_urlsafe(16), code=code_of(ids[0]),
            )  # fmt: skip
            create(made, "signup.made", actor)
            return made, True
    except IntegrityError:
        return known(pk, one.who), False


def known(pk, who):
    return SignUp.objects.filter(gathering=pk, who=who).exclude(state="cancelled").first()


def place(actor, pk, pool):
    """-> (serial, whether there was room)."""
    with connection.cursor() as cursor:
        cursor.execute(TAKES[pool], [pk, actor.at])
        found = cursor.fetchone()
    if found is None:
        gathering = Gathering.objects.get(pk=pk)
        why = "已经取消" if gathering.state == "cancelled" else "报名已经截止"
        raise Refusal("wrong-state", f"“{gathering.title}”{why}。", "可以看其他的活动。")
    return found


def code_of(pk):
    """Seven signs: four drawn, so that nobody guesses, and three of the row's number, so that no two are alike."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(4))
    rest = pk % (len(LETTERS) ** 3)
    tail = ""
    for _ in range(3):
        rest, digit = divmod(rest, len(LETTERS))
        tail += LETTERS[digit]
    return drawn + tail


@transaction.atomic
def cancel_sign_up(actor, pk, version=None):
    """The place goes to the first who waits. Whose ticket it is has been asked before, by its token or by who is signed in."""
    gathering = SignUp.objects.values_list("gathering", flat=True).get(pk=pk)
    Gathering.objects.select_for_update(of=("self",)).get(pk=gathering)
    row = SignUp.objects.select_for_update().get(pk=pk)
    if version is not None and version != row.version:
        raise Refusal("changed-meanwhile")
    if row.state not in ("seated", "waiting"):
        raise Refusal("wrong-state", f"这一张{row.get_state_display()}，不能取消。", "有疑问的，请打活动的联系电话。")
    seated = row.state == "seated"
    write(row, "signup.cancelled", actor, state="cancelled")
    if seated:
        run(FREES[row.pool], gathering)
        promote(actor, gathering, row.pool)
    return row


def promote(actor, pk, pool):
    """候补转正, in the order in which they came, as long as there is room. The gathering is held by the caller."""
    moved = []
    while run(AGAINS[pool], pk):
        row = (
            SignUp.objects.select_for_update()
            .filter(gathering=pk, pool=pool, state="waiting")
            .order_by("serial")
            .first()
        )
        if row is None:
            run(FREES[pool], pk)
            break
        write(row, "signup.seated", actor, state="seated")
        moved.append(row)
    return moved


def run(sql, pk):
    with connection.cursor() as cursor:
        cursor.execute(sql, [pk])
        return cursor.rowcount
