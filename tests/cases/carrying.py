"""A paper that ends under open cases."""

from tests.cast import DAY
from yuanban.mandates.actions.revoke_instrument import revoke_instrument

PAPER = "ent-permit-lingang"  # the committee decides building permits in the city bureau's name


def revoke(town, void=False, day=DAY):
    revoke_instrument(town.actor("admin"), PAPER, day, "职责调整", void=void)
