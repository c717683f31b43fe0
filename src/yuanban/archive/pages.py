"""Stories, files of closed cases, own proofs, and the public page that checks them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.archive import batches, offering
from yuanban.archive.actions.archive_case import archive_case
from yuanban.archive.actions.ask_export import ask_export
from yuanban.archive.checking import Verdict, check
from yuanban.archive.comparing import compare
from yuanban.archive.exporting import name_of
from yuanban.archive.jobs import make_soon
from yuanban.archive.models import ArchiveFile
from yuanban.archive.packing import Broken
from yuanban.archive.proofs import proof_package
from yuanban.archive.queries import READERS, chosen, exports_of, parks_of, totals, years_of
from yuanban.archive.story import tell
from yuanban.cases.applicant.door import own_case
from yuanban.cases.desk.file import load
from yuanban.cases.queries import visible_to
from yuanban.law.refusal import Refusal
from yuanban.ledger import files, keys
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Digest
from yuanban.papers.queries import by_token, may_open

ZIP = "application/zip"
KEYS = ("park", "year", "filed", "q")


@officials()
@require_GET
def story(request, number):
    case = load(request.actor, number)
    filed = ArchiveFile.objects.filter(case=case).first()
    may_file = request.actor.role in READERS and case.closed_on and filed is None
    return render(
        request, "archive/story.html", {"case": case, "story": tell(case), "filed": filed, "may_file": may_file}
    )


@own_case
def own_story(request, case):
    return render(request, "archive/own_story.html", {"case": case, "story": tell(case, inside=False)})


@officials(*READERS)
def archives(request, errors=None):
    actor, listing = request.actor, Listing(request, KEYS)
    context = {
        "listing": listing,
        "rows": listing.cut(chosen(actor, listing)),
        "parks": [(park.code, park.name) for park in parks_of(actor)],
        "years": (years := years_of(actor)),
        "year_choices": [(year, f"{year}年") for year in years],
        "totals": totals(actor),
        "exports": list(exports_of(actor)[:5]),
        "errors": errors or {},
    }
    return render(request, "archive/archives.html", context, status=422 if errors else 200)


@officials(*READERS)
@require_POST
def file_case(request, number):
    try:
        archived = archive_case(request.actor, number)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已归档，共{archived.files}个文件。")
    return redirect("archive:story", number)


@officials(*READERS)
@require_GET
def download(request, number):
    found = ArchiveFile.objects.filter(case__number=number, case__in=visible_to(request.actor))
    archived = found.select_related("case__item").first()
    if archived is None:
        raise Http404
    return sent(files.read(archived), name_of(archived))


def sent(data, name):
    headers = {"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=ZIP, headers=headers)


@officials(*READERS)
@require_POST
def export(request):
    try:
        asked = ask_export(request.actor, *(request.POST.get(name, "") for name in ("park", "year", "item")))
    except Invalid as problem:
        return archives(request, problem.errors)
    make_soon(asked)
    messages.success(request, f"共{asked.total}件，已经交给后台导出。完成以后在本页下载。")
    return redirect("archive:archives")


@officials(*READERS)
@require_GET
def export_file(request, pk):
    found = exports_of(request.actor).filter(pk=pk, state="done").first()
    if found is None or not batches.package_of(found).exists():
        raise Http404
    return FileResponse(batches.package_of(found).open("rb"), as_attachment=True, filename=f"电子档案-{pk}.zip")


@login_not_required
@require_GET
def own_proof(request, token):
    paper = by_token(token)
    if paper is None or not may_open(request.actor, paper):
        raise Http404
    name, data = proof_package(paper.pk, request.actor.at)
    return sent(data, name)


@login_not_required
@csrf_exempt  # asks, changes nothing; and the body must reach our own upload handler unread
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_package(request):
    verdict = None
    if request.method == "POST":
        verdict = judged(request)
    status = 422 if verdict and verdict.kind == "" else 200
    return render(request, "archive/check.html", {"verdict": verdict}, status=status)


def judged(request):
    """Officials also learn whether it agrees with the database."""
    try:
        offered = offering.read(request)
        judge = compare if request.actor.official else check
        return judge(offered)
    except Broken as problem:
        return Verdict("", "", wrong=[str(problem)])


@login_not_required
@never_cache
@require_GET
def public_keys(request):
    """The keys under which this site seals, with their fingerprints, and the latest lines."""
    public = dict.fromkeys(Digest.objects.order_by("-number").values_list("public_key", flat=True))
    now = keys.public_hex(keys.signing_key())
    known = [(key, keys.fingerprint(key), key == now) for key in [now, *(key for key in public if key != now)]]
    return render(request, "archive/keys.html", {"keys": known, "lines": Digest.objects.order_by("-number")[:10]})
