"""On the file of a case: who passed it to whom, who was reminded, which cards stand."""

from yuanban.mandates.world import world


def draw(request, case):
    transfers = list(case.transfers.select_related("signed_by"))
    reminders = list(case.reminders.order_by("at"))
    cards = list(case.cards.select_related("body"))
    if not (transfers or reminders or cards):
        return None
    now = world(request.actor.day)
    context = {
        "rows": [
            {"transfer": one, "giver": named(now, one.giver), "taker": named(now, one.taker), "until": until}
            for one, until in zip(transfers, [*(t.at for t in transfers[1:]), None], strict=True)
        ]
        if transfers
        else [],
        "reminders": reminders,
        "cards": cards,
        "mine": {one.pk for one in transfers if may_sign(request.actor, case, one)},
    }
    return "notify/panel.html", context


def named(now, code):
    return now.name(code) if code else "申请人"


def may_sign(actor, case, transfer):
    return transfer.signed_at is None and transfer.taker == actor.body == case.holder and actor.official
