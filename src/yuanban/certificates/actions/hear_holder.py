"""陈述申辩: what the holder says before the decision, in its own account or recorded by the organ; or that it says nothing."""

from django.db import transaction

from yuanban.certificates.actions.tell_holder import require_notice
from yuanban.certificates.authority import lawful, require_post
from yuanban.certificates.step import load
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import write

LONGEST = 2000


@transaction.atomic
def hear_holder(actor, number, said, waived=False, version=None):
    """`said`: the statement, or the record of a hearing. `waived`: the holder has nothing to say, and does not want to wait."""
    certificate = load(actor, number, version)
    notice = require_notice(certificate)
    if actor.official:
        require_post(actor)
        lawful(actor.body, certificate, notice["verb"], actor.day)
    said = "放弃陈述、申辩" if waived else said.strip()
    if not said:
        raise Invalid({"said": "请写明陈述、申辩的意见，或者选择放弃。"})
    if len(said) > LONGEST:
        raise Invalid({"said": f"最多{LONGEST}字。"})
    answers = "；".join(filter(None, [notice["answer"], said]))
    data = {"said": said, "recorded": actor.official}
    write(certificate, "certificate.heard", actor, data, notice=notice | {"answer": answers})
    return certificate
