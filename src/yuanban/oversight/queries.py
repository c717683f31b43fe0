"""Reading publications and pushes, and what an auditor should look at: questions to rows that are there, no new truth."""

import datetime as dt

from django.db.models import F, Q

from yuanban.cases.models import Case
from yuanban.cases.queries import listed, visible_to
from yuanban.certificates.models import Certificate
from yuanban.oversight.models import Check, Publication, Push
from yuanban.places.models import Body, Park

WAYS = {"in": "推送给本单位的", "out": "本单位发出的"}
MONTH = dt.timedelta(days=31)


def published(listing):
    found = Publication.objects.filter(withheld="")
    if listing["q"]:
        words = Q(holder__icontains=listing["q"]) | Q(item__icontains=listing["q"]) | Q(number__icontains=listing["q"])
        words |= Q(organ__icontains=listing["q"])
        found = found.filter(words)
    if listing["park"]:
        found = found.filter(park=listing["park"])
    if listing["year"].isdecimal():
        found = found.filter(day__year=int(listing["year"]))
    return found


def choices():
    """Parks with a centre, and the years from the first publication to the last: none of it read from the whole list."""
    live = Publication.objects.filter(withheld="")
    first, last = live.order_by("day", "id").first(), live.first()
    years = range(last.day.year, first.day.year - 1, -1) if first and last else []
    parks = Park.objects.filter(centre__isnull=False).order_by("name").values_list("name", flat=True)
    return {"park": list(parks), "year": list(years)}


def pushes_of(actor, way):
    """Regulators see what was sent to them, organs what they sent, overseers everything, a manager the centre's."""
    pushes = Push.objects.select_related("case__item", "to", "sender", "by")
    if actor.role in ("auditor", "provincial"):
        return pushes
    if actor.role == "manager":
        return pushes.filter(case__centre=actor.centre)
    ours, sent = Q(to__code=actor.body), Q(sender__code=actor.body)
    return pushes.filter({"in": ours, "out": sent}.get(way, ours | sent))


def regulators(push):
    """Other organs that could be meant, those of the same territory first."""
    bodies = Body.objects.filter(kind="organ", role="department", merged_on__isnull=True).exclude(pk=push.to_id)
    near = bodies.filter(territory__overlap=push.to.territory).order_by("name")
    return [(body.code, body.name) for body in near]


def amiss(day):
    """[(what, how many, where to look)]."""
    late = Push.objects.filter(state="waiting", due__lt=day).count()
    undelivered = Case.objects.filter(closed_on__isnull=True, deliver_by__lt=day, decided_on__isnull=False).count()
    unpublished = Case.objects.filter(
        outcome="granted", state__in=("issued", "delivered"), publication__isnull=True, decided_on__gte=day - MONTH
    ).count()
    nobody = Case.objects.filter(
        outcome="granted", decided_on__gte=day - MONTH, item_version__supervisor__isnull=True
    ).count()
    unverified = Case.objects.filter(committed=True, outcome="granted", check_by__lt=day).count()
    false = Check.objects.filter(result="false").values("case__number")
    standing = Certificate.objects.filter(case_number__in=false, state="valid").count()
    breach = Case.objects.filter(closed_on__isnull=True, light="breach").count()
    over = Case.objects.filter(decided_on__gt=F("statutory_due"), decided_on__gte=day - MONTH).count()
    return [
        ("推送超期没有签收", late, "/desk/pushes/?state=waiting"),
        ("决定后超过十个工作日没有送达", undelivered, "/desk/?scope=all&state=issued"),
        ("凭承诺办成、超期没有核查", unverified, "/desk/checks/?show=late"),
        ("承诺不实、许可还没有撤销", standing, "/desk/checks/?show=false"),
        ("超过法定期限没有办结", breach, "/desk/?scope=all&light=breach"),
        ("近一个月超过法定期限才决定", over, "/desk/proof/?outcome=granted"),
        ("近一个月准予而没有公示", unpublished, "/desk/proof/?outcome=granted"),
        ("近一个月准予而没有指明监管部门", nobody, "/desk/proof/?outcome=granted"),
    ]


CHECKS_SHOWN = {"": "待核查", "late": "超期没有核查", "false": "承诺不实", "done": "已核查"}


def checks_of(actor, show):
    """Cases granted on a commitment, as far as this person may see them; the nearest day first."""
    granted = visible_to(actor).filter(committed=True, outcome="granted")
    cases = listed(granted).prefetch_related("checks")
    if show == "false":
        return cases.filter(checks__result="false").order_by("-decided_on", "-id")
    if show == "done":
        return cases.filter(check_by__isnull=True, checks__isnull=False).distinct().order_by("-decided_on", "-id")
    waiting = cases.filter(check_by__isnull=False).order_by("check_by", "id")
    return waiting.filter(check_by__lt=actor.day) if show == "late" else waiting


def searched(cases, words):
    named = Q(number__icontains=words) | Q(applicant_name__icontains=words) | Q(item__name__icontains=words)
    return cases.filter(named) if words else cases
