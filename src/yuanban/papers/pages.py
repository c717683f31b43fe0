"""The public check page, and the files of papers. Nothing here changes anything."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from yuanban.accounts.doors import officials
from yuanban.cases.queries import visible_to
from yuanban.certificates.queries import find
from yuanban.papers import offered, queries
from yuanban.papers.docx import docx
from yuanban.papers.making import file_of
from yuanban.papers.showing import shown
from yuanban.papers.signing.checking import signatures

NOT_FOUND = "没有找到这份文书。请核对文书编号；仍然找不到的，文书可能不是本平台出具的，请向落款机关核实。"


@login_not_required
@csrf_exempt  # asks, changes nothing; and the body must reach our own upload handler unread
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """By number or by file."""
    if request.method == "POST":
        return check_file(request)
    number = request.GET.get("number", "").strip()
    paper = queries.by_number(number) if number else None
    if paper is None and number and (certificate := find(number)):
        return redirect("certificates:one", certificate.identifier)
    page = {
        "number": number,
        "paper": shown(paper) if paper else None,
        "problem": NOT_FOUND if number and not paper else "",
    }
    return render(request, "papers/find.html", page)


def check_file(request):
    file, problem = offered.read(request)
    paper = queries.by_file(file.sha256) if file else None
    page = {
        "number": "",
        "paper": shown(paper, known=True) if paper else None,
        "problem": problem,
        "file": file,
        "same": paper is not None,
        "signatures": signatures(file.data) if file else [],
    }
    return render(request, "papers/find.html", page, status=400 if problem else 200)


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_one(request, token):
    """What stands behind the code printed on a paper, and whether an offered file is that paper."""
    paper = queries.by_token(token)
    if paper is None:
        return render(request, "papers/find.html", {"number": "", "paper": None, "problem": NOT_FOUND}, status=404)
    page = {
        "paper": shown(paper, known=True),
        "may_open": queries.may_open(request.actor, paper),
        "rateable": queries.handed_over(paper) and not request.actor.official,
        "file": None,
        "problem": "",
        "same": None,
    }
    if request.method == "POST":
        page["file"], page["problem"] = offered.read(request)
        page["same"] = bool(page["file"]) and is_file_of(paper, page["file"])
        page["signatures"] = signatures(page["file"].data) if page["file"] else []
    return render(request, "papers/one.html", page, status=400 if page["problem"] else 200)


def is_file_of(paper, file):
    """The file is made now if it never was: nobody can hold it yet, and the answer is an honest no."""
    return file.sha256 == file_of(paper.pk).file_sha256


@login_not_required
@require_GET
def by_number(request, number):
    """The file of a paper that another page knows by its number only; the same door as by its code."""
    paper = queries.by_number(number)
    if paper is None:
        raise Http404
    return pdf(request, paper.token)


@login_not_required
@require_GET
def sm2_signature(request, token):
    """The SM2 signature of the file, beside it; whoever may open the file may have it."""
    paper = queries.by_token(token)
    if paper is None or not queries.may_open(request.actor, paper) or not file_of(paper.pk).sm2_key:
        raise Http404
    made = file_of(paper.pk)
    response = HttpResponse(bytes(made.sm2_signature), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{paper.kind}-{paper.pk}.pdf.sm2sig"'
    return response


@login_not_required
@require_GET
def pdf(request, token):
    paper = queries.by_token(token)
    if paper is None:
        raise Http404
    if not queries.may_open(request.actor, paper):
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    made = file_of(paper.pk)
    response = HttpResponse(bytes(made.file), content_type="application/pdf")
    way = "attachment" if "download" in request.GET else "inline"
    response.headers["Content-Disposition"] = f'{way}; filename="{paper.kind}-{paper.pk}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@officials()
@require_GET
def editable(request, token):
    """The same paper as DOCX, for those who may see the case."""
    paper = queries.by_token(token)
    if paper is None or not visible_to(request.actor).filter(pk=paper.case_id).exists():
        raise Http404
    type_ = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response = HttpResponse(docx(paper.content), content_type=type_)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{paper.title}.docx")
    response.headers["Cache-Control"] = "private, no-store"
    return response
