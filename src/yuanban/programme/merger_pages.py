"""园区合并: registered by the province; what follows is said before it is done."""

from django.shortcuts import render

from yuanban.accounts.doors import officials
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.places.actions.merge_parks import merge_parks
from yuanban.places.models import Park, ParkMerger
from yuanban.programme.answering import day_of, done, problem_in, status_of


@officials("provincial", "admin")
def mergers(request):
    problem, post = None, request.POST
    if request.method == "POST":
        parks = {park.code: park for park in Park.objects.filter(code__in=[post.get("park", ""), post.get("into", "")])}
        try:
            gone, into = parks.get(post.get("park", "")), parks.get(post.get("into", ""))
            if gone is None or into is None:
                raise Invalid({"park" if gone is None else "into": "请选择园区。"})
            merge_parks(request.actor, gone, into, day_of(post.get("day")), post.get("source", ""))
            return done(request, f"已登记：{gone.name}并入{into.name}。", "programme:mergers")
        except (Refusal, Invalid) as found:
            problem = found
    context = {
        "rows": ParkMerger.objects.select_related("park", "into").order_by("-day"),
        "parks": list(Park.objects.filter(merger=None).order_by("name").values_list("code", "name")),
        "typed": post,
        **problem_in(problem),
    }
    return render(request, "programme/desk/mergers.html", context, status=status_of(problem))
