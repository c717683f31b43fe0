"""Which rows count for the three groups of figures: one question each, asked of the rooms that keep them."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Case as When_
from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from yuanban.accounts.acting import CHINA
from yuanban.cases.models import Case
from yuanban.catalogue.models import Item, ItemVersion
from yuanban.crew.models import Runner
from yuanban.law.clock import Event
from yuanban.law.timeline import Given, timeline
from yuanban.mandates.decided_here import public_papers
from yuanban.mandates.models import Arrangement, Instrument
from yuanban.mandates.queries import open_on
from yuanban.places.models import Park
from yuanban.programme import standings
from yuanban.programme.models import Call, SupportItem
from yuanban.recruiting.models import Gathering, Hire, SignUp, Vacancy
from yuanban.residents.models import Institution
from yuanban.support.models import ServiceRequest

JOINT, USUAL = 45, 20  # working days: 《行政许可法》第四十二条
TENTH = Decimal("0.1")
HANDED = ("devolution", "entrustment")
MATTER = Coalesce(F("basic"), -F("pk"))  # the same matter with several organs is one

# -- approvals ------------------------------------------------------------------------------------------------------


def standing(state):
    return lambda scope: scope.of(standings.on(scope.last).filter(state=state), "park")


open_centres = standing("open")


def offered(*lists):
    """园策 in force at the open centres: one row for each park and item."""

    def rows(scope):
        parks = open_centres(scope).values("park")
        return Arrangement.objects.filter(open_on(scope.last), park__in=parks, item__list__in=lists)

    return rows


def promised(scope):
    """The approvals on offer whose guide in force says how long they take."""
    now = ItemVersion.objects.filter(item=OuterRef("item"), state="published", validity__contains=scope.last)
    limits = now.annotate(law=LAW, promise=Least(Coalesce(F("promised"), LAW), LAW))
    found = offered("approval")(scope).annotate(
        statutory_days=Subquery(limits.values("law")[:1], IntegerField()),
        promised_days=Subquery(limits.values("promise")[:1], IntegerField()),
    )
    return found.filter(statutory_days__gt=0)


LAW = When_(
    When(joint=True, then=Value(JOINT)), default=Coalesce(F("statutory"), Value(USUAL)), output_field=IntegerField()
)


def decided(scope):
    return scope.during(scope.of(Case.objects.all(), "park"), "decided_on")


def decided_approvals(scope):
    return decided(scope).filter(item__list="approval", received_on__isnull=False, accepted_on__isnull=False)


def faster(rows):
    """
    提速率（实际） in percent: 1 − working days used / working days the law allows, each summed over the cases.

    What was used is counted by the law's clock, for each group of cases with the same days and the same law.
    """
    joint = Q(item_version__joint=True) | Q(bundle_case__isnull=False)
    law = When_(
        When(joint, then=Value(JOINT)), default=Coalesce(F("item_version__statutory"), Value(USUAL)),
        output_field=IntegerField(),
    )  # fmt: skip
    groups = (
        rows.order_by().values_list("received_on", "accepted_on", "decided_on", "clock", law).annotate(n=Count("pk"))
    )
    used = allowed = 0
    for received, accepted, on, clock, days, n in groups.iterator():
        used, allowed = used + n * counted(received, accepted, on, clock, days), allowed + n * days
    share = (100 - 100 * Decimal(used) / allowed).quantize(TENTH, ROUND_HALF_UP) if allowed else None
    return share, *groups.query.sql_with_params()


def counted(received, accepted, on, clock, days):
    events = [Event(**{**entry, "day": dt.date.fromisoformat(entry["day"])}) for entry in clock]
    return timeline(Given(received, accepted, days, days), events, on).counted(on)


def run_by_one(scope):
    """What members of 一人通跑专办 teams are named for. Whoever is named for nothing in particular adds nothing."""
    named = through(scope).annotate(one=Func("items", function="unnest")).values("one")
    return Item.objects.filter(pk__in=named)


def through(scope):
    rows = Runner.objects.filter(team__kind="through", from_date__lte=scope.last).exclude(to_date__lt=scope.last)
    return scope.of(rows, "team__centre__park")


# -- beside approvals -----------------------------------------------------------------------------------------------


def delivered(*kinds):
    """Delivered, and not taken back since by the firm as not done; as `support.queries.results` counts."""

    def rows(scope):
        found = ServiceRequest.objects.filter(state__in=("delivered", "closed"), kind__in=kinds)
        return scope.during(scope.of(found, "centre__park"), "delivered_on")

    return rows


def posted(scope):
    return scope.during(scope.of(Vacancy.objects.exclude(state="barred"), "centre__park"), "opened_on")


def hired(scope):
    return scope.during(scope.of(Hire.objects.all(), "vacancy__centre__park"), "on")


def activities(scope):
    rows = scope.of(Gathering.objects.filter(kind__in=("party", "mass"), state="open"), "centre__park")
    rows = rows.filter(starts_at__lt=midnight(scope.last + dt.timedelta(days=1)))
    return rows.filter(starts_at__gte=midnight(scope.first)) if scope.first else rows


def attended(scope):
    return SignUp.objects.filter(gathering__in=activities(scope), pool="seat", state="here")


def midnight(day):
    return dt.datetime.combine(day, dt.time(), CHINA)


def housed(scope):
    rows = Institution.objects.filter(since__lte=scope.last).filter(Q(left_on=None) | Q(left_on__gt=scope.last))
    return scope.of(rows, "centre__park")


# -- the programme --------------------------------------------------------------------------------------------------


def parks(scope):
    rows = Park.objects.filter(Q(merger=None) | Q(merger__day__gt=scope.last))
    return rows if scope.parks is None else rows.filter(pk__in=scope.parks)


def year(nth):
    """The nth year of the programme, one row or none. Its places are the whole province's, whoever looks."""

    def rows(scope):
        found = Call.objects.exclude(state="draft").order_by("year").values("pk")[nth - 1 : nth]
        return Call.objects.filter(pk=Subquery(found))

    return rows


def until_full(scope):
    """The years of the programme up to the first that covers everything; none without such a year."""
    published = Call.objects.exclude(state="draft")
    first = published.filter(full=True).order_by("year").values("year")[:1]
    return published.filter(year__lte=Subquery(first))


def handed_down(scope):
    """Items in published papers of the province's departments, each line of each paper; papers revoked since do not count."""
    papers = scope.during(public_papers(scope.last), "published_on").filter(kind__in=HANDED, grantor__level="province")
    papers = papers.exclude(revoked_on__lte=scope.last)
    if scope.parks is not None:
        papers = papers.filter(to__in=scope.parks.values("committee"))
    return Instrument.items.through.objects.filter(instrument__in=papers.order_by().values("pk"))


def supported(scope):
    return SupportItem.objects.all()
