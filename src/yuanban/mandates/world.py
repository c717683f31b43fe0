"""The law's picture of the database: built once per process and epoch, shared by every question."""

from bisect import bisect_right
from threading import Lock

from django.db.models import Prefetch, Q

from yuanban.catalogue.models import Bundle, Item, ItemVersion
from yuanban.catalogue.queries import around
from yuanban.law import world as law
from yuanban.law.mergers import guard_new
from yuanban.mandates.models import UNSIGNED, Agreement, Arrangement, Instrument, Seal
from yuanban.mandates.terms import first_day, last_day
from yuanban.places import days, epoch
from yuanban.places.models import Body, Park

_pictures: dict = {}
_lock = Lock()


def world(day) -> law.World:
    """The world as the published papers make it on `day`."""
    return picture().on(day)


def picture():
    """The picture of now. Rebuilt only after `places.epoch.bump()`."""
    mark = epoch.current()
    known = _pictures.get("now")
    if known is None or known.mark != mark:
        with _lock:
            known = _pictures.get("now")
            if known is None or known.mark != mark:
                days.follow(mark)
                known = _pictures["now"] = Picture(mark, known)
    return known


class Picture:
    def __init__(self, mark, before=None):
        if before and epoch.ground(before.mark) == epoch.ground(mark):
            vars(self).update(vars(before))
        else:
            self.read_ground()
        self.mark, self.worlds = mark, {}
        self.instruments = {i.code: law_instrument(i) for i in held_instruments()}
        self.staff = {i.code: {person.pk for person in i.staff.all()} for i in secondments()}

    def read_ground(self):
        """Everything but the instruments."""
        self.bodies = {body.code: law_body(body) for body in Body.objects.select_related("set_up_by", "merged_into")}
        self.codes = dict(Item.objects.filter(organ__isnull=False).values_list("pk", "code"))
        self.seals = tuple(
            law_seal(s)
            for s in Seal.objects.exclude(kind="receipt").select_related("of", "kept_by").prefetch_related("items")
        )
        self.seal_places = dict(Seal.objects.filter(place__isnull=False).values_list("code", "place"))
        self.agreements = {
            a.code: law_agreement(a)
            for a in Agreement.objects.select_related("window").prefetch_related("parties", "items")
        }
        offered = Bundle.objects.filter(state="published").order_by("id")
        bundles = list(offered.select_related("lead").prefetch_related("members__item", "parks"))
        self.versions = list(
            ItemVersion.objects.filter(state="published", item__organ__isnull=False)
            .select_related("item__organ", "first_reviewer")
            .prefetch_related("materials")
        )
        self.parks = list(
            Park.objects.filter(centre__isnull=False)
            .select_related("centre", "committee", "operator", "merger__into")
            .prefetch_related("parkregion_set", "centre__windows__body")
            .prefetch_related(
                Prefetch("arrangements", Arrangement.objects.select_related("item", "cadre").order_by("from_date"))
            )
        )
        self.bundles = {called(b): law_bundle(b, self.parks) for b in bundles}
        self.park_of = {park.code: park for park in self.parks}
        self.park_by_id = {park.pk: park for park in self.parks}
        self.version_by_id = {version.pk: version for version in self.versions}
        self.versions_of = grouped(self.versions, lambda version: version.item.code)
        self.arranged = {p.code: grouped(p.arrangements.all(), lambda a: a.item.code) for p in self.parks}
        self.turns = sorted(turning_days(self.versions, self.parks))

    def on(self, day):
        """Items and wished modes change on known days only: one world serves every day between two of them."""
        stretch = bisect_right(self.turns, day)
        if stretch not in self.worlds:
            self.worlds[stretch] = self.build(day)
        return self.worlds[stretch]

    def offer(self, park, item, day):
        """The version of this item that binds in this park on `day`; None when the park does not handle it."""
        arranged = self.arranged.get(park, {}).get(item, ())
        if not any(open_on(arrangement, day) for arrangement in arranged):
            return None
        return next((v for v in self.versions_of.get(item, ()) if covers(v.validity, day)), None)

    def merger(self, park):
        """The row that says this park went into another, or None."""
        return getattr(self.park_of[park], "merger", None)

    def guard_new(self, park, day):
        """Raises Refusal `park-merged` where nothing new begins any more."""
        if (found := self.merger(park)) is not None:
            guard_new(self.park_of[park].name, found.into.name, found.day, day)

    def standing_parks(self, day):
        """The parks that have not gone into another."""
        return [park for park in self.parks if not ((found := self.merger(park.code)) and found.day <= day)]

    def competence(self, park, item, day):
        """The park's rule on which place decides the organ for this item: `site`, `business`, or empty."""
        arranged = self.arranged.get(park, {}).get(item, ())
        return next((one.competence for one in arranged if open_on(one, day)), "")

    def build(self, day):
        items = {v.item.code: law_item(v) for v in self.versions if covers(v.validity, day)}
        parks = {p.code: law_park(p, day) for p in self.parks}
        return law.World(
            bodies=self.bodies,
            items=items,
            instruments=self.instruments,
            seals=self.seals,
            parks=parks,
            agreements=self.agreements,
            bundles=self.bundles,
        )


def grouped(rows, key):
    groups: dict = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def covers(validity, day):
    return (validity.lower is None or validity.lower <= day) and (validity.upper is None or day < validity.upper)


def open_on(arrangement, day):
    return arrangement.from_date <= day and (arrangement.to_date is None or day < arrangement.to_date)


def turning_days(versions, parks):
    for version in versions:
        yield from (day for day in (version.validity.lower, version.validity.upper) if day)
    for park in parks:
        for arrangement in park.arrangements.all():
            yield arrangement.from_date
            if arrangement.to_date:
                yield arrangement.to_date


def held_instruments():
    """A row of a document counts when the document is published and the park has taken the row up (差异化承接)."""
    held = Q(document__isnull=True) | Q(take_up="accepted", state__in=("published", "revoked"))
    return (
        Instrument.objects.exclude(state__in=UNSIGNED)
        .filter(held)
        .select_related("grantor", "to")
        .prefetch_related("items")
        .order_by("id")
    )


def secondments():
    return Instrument.objects.filter(kind="secondment").prefetch_related("staff")


def law_body(body):
    return law.Body(
        id=body.code,
        name=body.name,
        kind=body.kind,
        territory=tuple(body.territory),
        set_up_by=body.set_up_by.code if body.set_up_by else None,
        own_standing=body.role != "committee" or body.approved,
        merged_into=body.merged_into.code if body.merged_into else None,
        merged_on=body.merged_on,
    )


def law_item(version):
    return law.Item(
        id=version.item.code,
        name=version.item.name,
        statutory=version.statutory or 20,
        promised=version.promised or version.statutory or 20,
        joint=version.joint,
        visits=version.visits,
        first_review=version.first_reviewer.code if version.first_reviewer else None,
    )


def law_instrument(i, items=None):
    """`items` when the paper is not yet saved."""
    return law.Instrument(
        id=i.code,
        kind=i.kind,
        grantor=i.grantor.code if i.grantor else None,
        to=i.to.code,
        items=frozenset(item.code for item in (i.items.all() if items is None else items)),
        powers=frozenset(i.powers),
        territory=tuple(i.territory),
        condition=i.condition,
        basis=i.basis,
        published=i.published_on,
        from_date=first_day(i),
        to_date=i.to_date,
        revoked_on=i.revoked_on,
        seal_on_sight=i.seal_on_sight,
        title=i.title,
    )


def law_seal(seal):
    items = None if seal.all_items else frozenset(item.code for item in seal.items.all())
    return law.Seal(
        of=seal.of.code,
        kept_by=seal.kept_by.code,
        items=items,
        from_date=seal.from_date,
        to_date=last_day(seal),
        id=seal.code,
    )


def law_agreement(a):
    return law.Agreement(
        id=a.code,
        parties=tuple(body.code for body in a.parties.all()),
        window=a.window.code,
        items=frozenset(item.code for item in a.items.all()),
        from_date=a.from_date,
        to_date=a.to_date,
    )


def called(b):
    """A later version of a 一件事 is another paper than the one before it."""
    return b.code if b.number == 1 else f"{b.code}-{b.number}"


def law_bundle(b, parks):
    members = [member for member in b.members.all() if member.item_id]
    return law.Bundle(
        id=called(b),
        name=b.name,
        lead=b.lead.code,
        items=tuple(member.item.code for member in members),
        order=stages(members),
        from_date=b.from_date,
        to_date=b.to_date,
        parks=tuple(dict.fromkeys([*(park.code for park in b.parks.all()), *lying_in(parks, b.regions)])),
    )


def lying_in(parks, regions):
    if not regions:
        return []
    wanted = set(regions)
    return [park.code for park in parks if wanted & set(around(park))]


def stages(members):
    """The items in stages: each stage waits only for those before it."""
    left = {m.key: {*m.after, *m.needs} for m in members}
    codes = {m.key: m.item.code for m in members}
    order = []
    while left:
        ready = tuple(key for key, waits in left.items() if not waits & set(left)) or tuple(left)
        order.append(tuple(codes[key] for key in ready))
        left = {key: waits for key, waits in left.items() if key not in ready}
    return tuple(order)


def law_park(park, day):
    wished = {
        a.item.code: a for a in park.arrangements.all() if a.from_date <= day and (a.to_date is None or day < a.to_date)
    }
    windows = {w.kind: w.body.code for w in park.centre.windows.all()}
    cadre = next((a.cadre.name for a in wished.values() if a.cadre), None)
    return law.Park(
        id=park.code,
        name=park.name,
        places=tuple(r.region_id for r in park.parkregion_set.all()),
        window=windows.get("general", ""),
        committee=park.committee.code if park.committee else None,
        modes={code: a.mode for code, a in wished.items()},
        cadre=cadre,
        operator=park.operator.code if park.operator else None,
        desks=tuple(w.body.code for w in park.centre.windows.all() if w.kind in ("seconded", "joint")),
    )
