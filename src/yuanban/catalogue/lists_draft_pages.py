"""/desk/lists/KIND/NUMBER/: the lines of a draft, one by one or from a spreadsheet."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from yuanban.accounts.doors import officials
from yuanban.catalogue.actions.edit_reference import edit_reference
from yuanban.catalogue.lists import LISTS, STAGES, ReferenceEntry
from yuanban.catalogue.lists_forms import COLUMNS, line_of, pasted, seen, sheet_text
from yuanban.catalogue.lists_pages import the_version
from yuanban.catalogue.models import BasicItem
from yuanban.catalogue.problems import said, status
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid


@officials("provincial")
def entry(request, kind, number):
    """One line of a draft: ?line=ID for one that is there, else a new one."""
    reference = the_version(kind, number)
    line = get_object_or_404(reference.entries, pk=request.GET["line"]) if known(request, reference) else None
    if request.method != "POST":
        return editor(request, reference, line, vars(line) if line else request.GET.dict())
    try:
        keep_line(request, reference, line)
    except (Refusal, Invalid) as problem:
        return editor(request, reference, line, request.POST.dict(), problem)
    messages.success(request, "已移出。" if request.POST.get("do") == "drop" else "已保存。")
    return redirect("catalogue:list-version", kind, number)


def known(request, reference):
    text = request.GET.get("line", "")
    return text.isascii() and text.isdigit() and len(text) < 18


def keep_line(request, reference, line):
    if line and request.POST.get("do") == "drop":
        return edit_reference(request.actor, reference, drop=[line.key], seen=seen(request.POST))
    typed = line_of(request.POST)
    if line:
        typed |= {"key": line.key, "list": line.list}
    elif ReferenceEntry.objects.filter(reference=reference, key=typed["key"] or typed["name"]).exists():
        raise Invalid({"key": "草稿中已有这一项，请在清单里找到它修改。"})
    return edit_reference(request.actor, reference, put=[typed], seen=seen(request.POST))


def editor(request, reference, line, typed, problem=None):
    words = request.GET.get("find", "").strip()[:60]
    context = {
        "reference": reference,
        "line": line,
        "typed": typed,
        "seen": request.POST.get("version", reference.version),
        "LISTS": LISTS,
        "STAGES": STAGES,
        "find": words,
        "found": BasicItem.objects.filter(name__icontains=words).order_by("name")[:20] if words else [],
        **said(problem),
    }
    return render(request, "catalogue/lists/entry.html", context, status=status(problem))


@officials("provincial")
def sheet(request, kind, number):
    """Rows from a spreadsheet: a file is first shown as rows, and only what is shown is taken."""
    reference, rows, problem = the_version(kind, number), request.POST.get("rows", ""), None
    if request.method == "POST":
        try:
            if request.FILES.get("file"):
                rows = sheet_text(request.FILES["file"])
            else:
                lines = pasted(rows)
                edit_reference(request.actor, reference, put=lines, seen=seen(request.POST))
                messages.success(request, f"已导入{len(lines)}行：编码相同的已更新，其余为新增。")
                return redirect("catalogue:list-version", kind, number)
        except (Refusal, Invalid) as found:
            problem = found
    context = {"reference": reference, "rows": rows, "COLUMNS": COLUMNS, "LISTS": LISTS, "STAGES": STAGES}
    context |= {"seen": request.POST.get("version", reference.version), **said(problem)}
    return render(request, "catalogue/lists/sheet.html", context, status=status(problem))
