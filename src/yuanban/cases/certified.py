"""What happens to a certificate is told on the stream of the case that granted it, too: its log is the whole story."""

from yuanban.cases.models import Case
from yuanban.cases.step import known, move
from yuanban.ledger.follow import follow

PAPERED = {
    "certificate.suspended": "case.certificate-suspended",
    "certificate.restored": "case.certificate-restored",
    "certificate.revoked": "case.certificate-revoked",
    "certificate.annulled": "case.certificate-annulled",
}
NOTED = (
    "certificate.renewed", "certificate.replaced", "certificate.told", "certificate.heard", "certificate.notice-withdrawn",
)  # fmt: skip


def follow_certificates():
    for kind in (*PAPERED, *NOTED):
        follow(kind, tell_case)


def tell_case(certificate, event, actor):
    """-> the papers that the case's event gave, so that the certificate's own event names them."""
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("item_version__item", "park__centre", "enterprise")
        .get(number=certificate.case_number)
    )
    data = {name: said for name, said in event.data.items() if name != "set"}
    data |= {
        "certificate": certificate.number,
        "did": event.kind,
        "notice": event.data["set"].get("notice") or data.get("notice"),
    }
    written = move(known(case), kind_of(event), actor, data)
    papers = written.data.get("papers")
    return ({"papers": papers} if papers else {}), []


def kind_of(event):
    """What was decided in another case has its paper there."""
    return "case.certificate-noted" if event.data.get("by_case") else PAPERED.get(event.kind, "case.certificate-noted")
