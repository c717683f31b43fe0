"""/desk/audit/: what the papers do not carry in one park, by which rule, and what cures it; as a page, a report and a workbook."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from yuanban.accounts.acting import CHINA
from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.insight.actions.audit_park import audit_park
from yuanban.insight.jobs import audit_soon
from yuanban.insight.models import Audit, Finding
from yuanban.insight.report import book, report, titled, what
from yuanban.insight.scope import parks_of
from yuanban.mandates.drafts.write import FORMATS, file_of

AUDITORS = ("auditor", "provincial", "manager")
AT_ONCE = 500  # cases: more of them are gone through in the background
KEYS = ("park", "subject", "rule", "q")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@officials(*AUDITORS)
def audits(request):
    listing = Listing(request, KEYS)
    parks = parks_of(request.actor)
    if not listing["park"] and parks.count() != 1:
        return render(request, "insight/audits.html", {"rows": listing.cut(overview(parks)), "listing": listing})
    park = park_of(request.actor, listing["park"])
    findings = Finding.objects.filter(park=park)
    context = {
        "listing": listing,
        "park": park,
        "parks": parks,
        "audit": Audit.objects.filter(park=park).first(),
        "rows": listing.cut(chosen(findings, listing)),
        "subjects": counted(findings, "subject"),
        "rules": [(rule, titled(rule), n) for rule, n in sorted(counted(findings, "rule").items())],
        "SUBJECTS": Finding.SUBJECTS,
        "total": findings.count(),
        "what": what,
        "titled": titled,
    }
    return render(request, "insight/audit.html", context)


def overview(parks):
    """Each park with its last audit and how much it found, in one statement."""
    return parks.select_related("audit").annotate(found=Count("findings")).order_by("-found", "name")


def park_of(actor, code):
    parks = parks_of(actor)
    found = (parks.filter(code=code) if code else parks).first()
    if found is None:
        raise Http404
    return found


def counted(findings, name):
    return dict(findings.order_by().values_list(name).annotate(n=Count("id")))


def chosen(findings, listing):
    for name in ("subject", "rule"):
        if listing[name]:
            findings = findings.filter(**{name: listing[name]})
    if listing["q"]:
        findings = findings.filter(item__name__icontains=listing["q"])
    return findings.select_related("item", "case")


@officials(*AUDITORS)
@require_POST
def again(request, park):
    found = park_of(request.actor, park)
    if found.cases.count() > AT_ONCE:
        audit_soon(found)
        messages.success(request, "办件较多，已经交给后台核查，完成以后刷新本页可以看到。")
    else:
        done = audit_park(request.actor, found)
        messages.success(request, f"已核查园策{done.arrangements}项、已经作出的行为{done.steps}次。")
    return redirect(f"{reverse('insight:audits')}?park={found.code}")


@officials(*AUDITORS)
def download(request, park, form):
    if form not in (*FORMATS, "xlsx"):
        raise Http404
    found = park_of(request.actor, park)
    audit = Audit.objects.filter(park=found).first()
    if audit is None:
        messages.error(request, "这个园区还没有核查过，请先核查再下载。")
        return redirect(f"{reverse('insight:audits')}?park={found.code}")
    day = audit.at.astimezone(CHINA).date()
    findings = list(Finding.objects.filter(park=found).select_related("item", "case").order_by("rule", "-day", "id"))
    if form == "xlsx":
        content, kind, name = book(found, audit, findings, day), XLSX, f"{found.name}授权核查明细表.xlsx"
    else:
        content, kind, name = file_of(report(found, audit, findings, day), form, day)
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": content_disposition_header(True, name)}
    )
