"""On the pages of a case: the certificate it is about, and the one it has granted."""

from yuanban.certificates.models import Certificate
from yuanban.certificates.showing import shown


def panel(request, case):
    day = request.actor.day
    given = Certificate.objects.select_related("item").filter(case_number=case.number).first()
    about = case.certificate_id and Certificate.objects.select_related("item").get(pk=case.certificate_id)
    if not given and not about:
        return None
    context = {
        "case": case,
        "given": shown(given, day) if given else None,
        "about": shown(about, day) if about else None,
        "page": "certificates:file" if request.actor.official else "certificates:mine-one",
    }
    return "cases/certificates.html", context
