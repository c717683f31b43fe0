"""Which place decides the competent organ in a park over several districts: the law's place, or the business's.

The law gives most matters to the organ of the place where the project or premises lie (事项发生地); districts that share a park may
agree that the organ of the enterprise's own district acts (登记地), where the item leaves it to them. Both places are kept.
"""

from collections.abc import Sequence
from typing import NamedTuple

RULES = {"site": "按项目、场所所在地", "business": "按企业登记地", "": "没有约定"}


class Competence(NamedTuple):
    """`place` decides; `because` is a Chinese sentence in which {site}, {business} and {place} stand for names."""

    place: str
    because: str


def competent(rule: str, places: Sequence[str], site: str = "", business: str = "") -> Competence:
    """`places` are the park's counties, the principal one first; `site` and `business` may be unknown or outside.

    Without an agreement the district of the enterprise acts when the park reaches there, else the principal one.
    """
    here = site if site in places else ""
    home = business if business in places else ""
    if rule == "site":
        if here:
            return Competence(here, "本事项按项目、场所所在地确定管辖：所在地是{place}。")
        return Competence(home or places[0], "本事项按项目、场所所在地确定管辖；没有写明所在地，按{place}办理。")
    if rule == "business" and home:
        return Competence(home, "按园区的合作协议，本事项按企业登记地确定管辖：登记在{place}。")
    if rule == "business":
        return Competence(
            here or places[0], "按企业登记地确定管辖，但企业不登记在本园区各区县，改按所在地{place}办理。"
        )
    if here:
        return Competence(here, "按申请人写明的所在地{place}确定管辖。")
    if home:
        return Competence(home, "没有另外约定：企业登记在{place}，由该地的机关办理。")
    return Competence(places[0], "没有另外约定，企业也不登记在本园区各区县：由园区主要所在地{place}的机关办理。")
