"""/desk/people/: people and their posts, for the administrator."""

import datetime as dt

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from yuanban.accounts.actions import people as verbs
from yuanban.accounts.doors import officials
from yuanban.accounts.listing import Listing
from yuanban.accounts.models import Person, Post
from yuanban.law.refusal import Refusal
from yuanban.law.world import POWERS
from yuanban.ledger.invalid import Invalid
from yuanban.places.models import Body, Centre


@officials("admin")
def people(request):
    listing = Listing(request, ("q", "role", "body"))
    found = listing.cut(chosen(listing).distinct().order_by("pk").prefetch_related("posts__body", "posts__centre"))
    roles = dict(Post.objects.values_list("role").annotate(n=Count("person", distinct=True)))
    context = {
        "listing": listing,
        "people": found,
        "roles": [(role, name, roles.get(role, 0)) for role, name in Post.ROLES.items()],
        "day": request.actor.day,
    }
    return render(request, "accounts/people.html", context)


def chosen(listing):
    found = Person.objects.all()
    if listing["role"]:
        found = found.filter(posts__role=listing["role"])
    if listing["body"]:
        found = found.filter(posts__body__code=listing["body"])
    words = listing["q"]
    return (
        found.filter(Q(name__icontains=words) | Q(username__icontains=words) | Q(posts__body__name__icontains=words))
        if words
        else found
    )


@officials("admin")
def new_person(request):
    problem = None
    if request.method == "POST":
        post = request.POST
        try:
            made, password = verbs.add_person(
                request.actor, post.get("username", ""), post.get("name", ""), post.get("phone", "")
            )
        except Invalid as found:
            problem = found
        else:
            return show(request, made, password=password)
    context = {"typed": request.POST, "errors": problem.errors if problem else {}}
    return render(request, "accounts/person_new.html", context, status=422 if problem else 200)


@officials("admin")
def person(request, pk):
    found = get_object_or_404(Person, pk=pk)
    verb = request.POST.get("verb", "")
    if request.method != "POST":
        return show(request, found)
    if verb not in DO:
        raise Http404
    try:
        said = DO[verb](request, found)
    except (Invalid, Refusal) as problem:
        return show(request, found, verb, problem)
    if verb == "reset":
        return show(request, found, password=said)
    messages.success(request, said)
    return redirect("accounts:person", pk)


def show(request, found, tried="", problem=None, password=""):
    context = {
        "person": found,
        "posts": found.posts.select_related("body", "centre").order_by("-from_date", "-pk"),
        "day": request.actor.day,
        "bodies": Body.objects.order_by("name"),
        "centres": Centre.objects.order_by("number"),
        "roles": Post.ROLES,
        "powers": POWERS,
        "password": password,
        "tried": tried,
        "typed": request.POST if tried else {},
        "errors": {f"{tried}-{key}": text for key, text in problem.errors.items()}
        if isinstance(problem, Invalid)
        else {},
        "refusal": problem if isinstance(problem, Refusal) else None,
    }
    status = 200 if problem is None else 422 if isinstance(problem, Invalid) else 403
    return render(request, "accounts/person.html", context, status=status)


def change(request, found):
    post = request.POST
    verbs.change_person(
        request.actor, found, post.get("change-name", ""), post.get("change-phone", ""), "change-active" in post
    )
    return "已保存。"


def reset(request, found):
    return verbs.reset_password(request.actor, found)


def open_post(request, found):
    post = request.POST
    made = verbs.open_post(
        request.actor,
        found,
        body=pick(Body, post.get("open-body"), "body", "请选择单位。"),
        role=post.get("open-role", ""),
        title=post.get("open-title", ""),
        powers=post.getlist("open-powers"),
        from_date=day_of(post.get("open-from_date"), "from_date"),
        to_date=day_of(post.get("open-to_date"), "to_date"),
        centre=pick(Centre, post["open-centre"], "centre", "请选择中心。") if post.get("open-centre") else None,
        head="open-head" in post,
    )
    return f"已设岗位：{made}。"


def end(request, found):
    post = found.posts.filter(pk=pk_of(request.POST.get("end-post"))).select_related("body").first()
    day = day_of(request.POST.get("end-day"), "day")
    if post is None or day is None:
        raise Invalid({"day": "请选择岗位和离任日期。"})
    verbs.end_post(request.actor, post, day)
    return f"岗位“{post}”最后一日为{day}。"


def pick(model, text, key, sentence):
    found = model.objects.filter(pk=pk_of(text)).first()
    if found is None:
        raise Invalid({key: sentence})
    return found


def pk_of(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 15 else 0


def day_of(text, key):
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid({key: "日期应如 2026-03-05。"}) from None


DO = {"change": change, "reset": reset, "open": open_post, "end": end}
