"""The application as it is written: three steps, saved at each, nothing lost; evidence beside what it shows."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from yuanban.accounts.doors import officials
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Park
from yuanban.programme import queries
from yuanban.programme.actions import apply_for as acts
from yuanban.programme.answering import done, problem_in, seen, status_of, uploaded
from yuanban.programme.models import Application, Call, Funding
from yuanban.programme.step import parks_of, whole

STEPS = ("方案和资金", "自评和佐证", "核对提交")
WRITERS = ("manager", "approver")


@require_POST
@officials(*WRITERS)
def begin(request, year):
    call = get_object_or_404(Call, year=year)
    park = get_object_or_404(Park.objects.filter(parks_of(request.actor)), code=request.POST.get("park", ""))
    try:
        row = acts.begin(request.actor, call.pk, park)
    except (Refusal, Invalid) as problem:
        text = problem.because if isinstance(problem, Refusal) else "；".join(problem.errors.values())
        return done(request, text, home_name())
    return done(request, "已开始填写，随时可以离开，填好的都会保存。", "programme:edit", row.pk)


def home_name():
    return "programme:desk"


@officials(*WRITERS)
def edit(request, pk):
    row = get_object_or_404(queries.visible_to(request.actor).filter(state__in=("draft", "returned")), pk=pk)
    step = min(whole(request.GET.get("step", "0")) or 0, 2)
    if request.method != "POST":
        return show(request, row, step)
    try:
        if step < 2:
            acts.edit(request.actor, row.pk, typed_in(request.POST, row, step), seen(request))
            if request.POST.get("stay"):
                return done(request, "已保存。", f"{request.path}?step={step}")
            return done(request, "已保存。", f"{request.path}?step={step + 1}")
        acts.submit(request.actor, row.pk, seen(request))
    except (Refusal, Invalid) as problem:
        return show(request, row, step, problem)
    return done(request, "已提交，等待市级审核。", "programme:application", row.pk)


def typed_in(post, row, step):
    """What this step asks; the others stay as they are stored."""
    kept = stored(row)
    if step == 0:
        kept |= {key: post.get(key, "") for key in ("way", "area_m2", "staff", "plan")}
        return kept | {"money": {source: post.get(f"money-{source}", "") for source in Funding.SOURCES}}
    own = {}
    for one in row.call.criteria.rows:
        own[one["key"]] = {"score": post.get(f"score-{one['key']}", ""), "said": post.get(f"said-{one['key']}", "")}
    return kept | {"own": own}


def stored(row):
    money = {source: str(amount) for source, amount in row.money.values_list("source", "amount")}
    plain = {"way": row.way, "area_m2": row.area_m2 or "", "staff": row.staff or "", "plan": row.plan}
    return plain | {"money": money, "own": row.own}


def show(request, row, step, problem=None):
    row.refresh_from_db()
    held = stored(row)
    typed = {**held, **{f"money-{key}": value for key, value in held["money"].items()}}
    for key, one in held["own"].items():
        typed |= {f"score-{key}": one["score"], f"said-{key}": one["said"]}
    if problem is not None and request.method == "POST" and step < 2:
        typed |= request.POST.dict()
    evidence: dict = {}
    for one in row.evidence.select_related("upload").order_by("pk"):
        evidence.setdefault(one.key, []).append(one)
    context = {
        "row": row,
        "step": step,
        "STEPS": STEPS,
        "typed": typed,
        "evidence": evidence,
        "lacking": acts.lacking(row) if step == 2 else {},
        "SOURCES": Funding.SOURCES,
        "WAYS": Application.WAYS,
        "own_total": sum(float(one["score"]) for one in row.own.values()),
        **problem_in(problem),
    }
    return render(request, "programme/desk/edit.html", context, status=status_of(problem))


@require_POST
@officials(*WRITERS)
def attach(request, pk):
    """One or more files for one criterion, or one taken away; back to where they belong."""
    row = get_object_or_404(queries.visible_to(request.actor).filter(state__in=("draft", "returned")), pk=pk)
    key, gone = request.POST.get("key", ""), whole(request.POST.get("remove", ""))
    try:
        if gone:
            acts.detach(request.actor, row.pk, gone)
        else:
            if not request.FILES.getlist("file"):
                raise Invalid({f"file-{key}": "请先选择文件。"})
            for upload in uploaded(request):
                acts.attach(request.actor, row.pk, upload, key)
    except Invalid as problem:
        text = problem.errors.get("file") or next(iter(problem.errors.values()))
        return show(request, row, 1, Invalid({f"file-{key}": text}))
    except Refusal as refusal:
        return show(request, row, 1, refusal)
    return done(
        request, "已删除。" if gone else "已上传。", f"/desk/programme/applications/{row.pk}/edit/?step=1#c-{key}"
    )
