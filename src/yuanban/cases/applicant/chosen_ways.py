"""What an applicant chose on the page: ordinary or 告知承诺, the day by which what is put off will be there, where it lies."""

import datetime as dt

from yuanban.catalogue import commitment
from yuanban.law.promises import latest
from yuanban.mandates.world import picture
from yuanban.places.practices import settled

KEPT = "_ways"
NAMES = ("promise_by", "_way", "_commitment_read", "_site")


def of_post(post):
    """{name: text} of what stands on the page."""
    return {name: post.get(name, "").strip()[:20] for name in NAMES}


def committed(ways):
    return ways.get("_way") == "commitment"


def day_of(ways):
    """The promised day, None when none was named or it cannot be read."""
    try:
        return dt.date.fromisoformat(ways.get("promise_by", ""))
    except ValueError:
        return None


def arguments(ways):
    """For `Application`."""
    return {
        "promise_by": day_of(ways),
        "committed": committed(ways),
        "commitment_read": bool(ways.get("_commitment_read")),
        "site": ways.get("_site", ""),
    }


def spared(versions, ways):
    """Codes of the materials for which the commitment stands, in every item that asks for them."""
    if not committed(ways):
        return frozenset()
    offering = [v for v in versions if commitment.offered(v)]
    covered = {m.code for v in offering for m in v.materials.all() if commitment.covers(v, m)}
    needed = {m.code for v in versions for m in v.materials.all() if not commitment.covers(v, m)}
    return frozenset(covered - needed)


def problems(ways):
    """What of it cannot be read or was not confirmed."""
    found = {}
    if ways.get("promise_by") and day_of(ways) is None:
        found["promise_by"] = "请填写日期，例如 2026-03-05。"
    if committed(ways) and not ways.get("_commitment_read"):
        found["_commitment_read"] = "选择告知承诺的，请阅读告知承诺书并确认。"
    return found


def shown(matter, day):
    """For the page: the items open to a commitment with its text, and the last day that may be promised."""
    texts = [(v.item.name, commitment.text_of(v)) for v in matter.versions if commitment.offered(v)]
    place = matter.park.parkregion_set.order_by("order").values_list("region_id", flat=True).first()
    days = settled("promise-days", place, day) if place else 0
    deferrable = any(m.need == "deferrable" for m in matter.materials)
    last = latest(day, days) if deferrable else None
    return {"commitments": texts, "promise_last": last, "promise_days": days, "sites": sites(matter, day)}


def sites(matter, day):
    """[(county, its name)] where the park's rule wants to know in which of them the project lies; else empty."""
    asked = any(picture().competence(matter.park.code, item.code, day) == "site" for item in matter.items)
    regions = matter.park.parkregion_set.select_related("region").order_by("order") if asked else ()
    found = [(one.region_id, one.region.name) for one in regions]
    return found if len(found) > 1 else []
