"""The sample world agrees with itself, and every figure in it is one the law would let stand."""

import re
from itertools import chain

import pytest

from tests.demo.world import by, handled, read
from yuanban.catalogue.form_definition import problems_of
from yuanban.catalogue.form_rules import names_in
from yuanban.catalogue.guidance_definition import guidance_problems
from yuanban.law.bundle import Member, guard_joint
from yuanban.law.codes import check_credit_code, contains, parse_item_code
from yuanban.law.conditions import compile_condition
from yuanban.law.world import KINDS, POWERS

FILES = "regions bodies parks items instruments seals agreements bundles arrangements enterprises cast".split()
PRINTED_CAST = {"qiye", "chuangkou", "yuanqu", "paizhu", "quju", "shiju", "bangban", "shenji", "shengzx", "admin"} | {
    "zhongjie",
    "tiaojie",
    "qishou",
    "yinhang",
    "gongdian",
    "shijizx",
    "zhuanjia",
    "shenbao",
    "bumen",
}
AREA_CODED = re.compile(r"0\d{2,3}-\d{7,8}")
FAKE_MOBILE = re.compile(r"138-0000-\d{4}")


def versions():
    return [(item, item["version"]) for item in read("items")]


def posts():
    return [(person, post) for person in read("cast") for post in person["posts"]]


def statute_of(item):
    found = [i for i in read("instruments") if i["kind"] == "statute" and item["code"] in i["items"]]
    return next(i for i in found if i["to"] == item["organ"])


@pytest.mark.parametrize("name", FILES)
def test_no_code_is_used_twice(name):
    if name == "arrangements":
        keys = [(entry["park"], entry["item"]) for entry in read(name)]
    else:
        keys = [entry["username" if name == "cast" else "code"] for entry in read(name)]
    assert len(keys) == len(set(keys))


def test_centres_and_windows_have_codes_and_numbers_of_their_own():
    centres = [park["centre"] for park in read("parks")]
    windows = [window["code"] for centre in centres for window in centre["windows"]]
    assert len({centre["code"] for centre in centres}) == len({centre["number"] for centre in centres}) == len(centres)
    assert len(windows) == len(set(windows))


NAMES = {
    "bodies": {"territory": "regions", "set_up_by": "bodies", "parent": "bodies"},
    "parks": {"regions": "regions", "city": "regions", "committee": "bodies", "operator": "bodies"},
    "items": {"organ": "bodies"},
    "instruments": {"grantor": "bodies", "to": "bodies", "items": "items", "territory": "regions", "staff": "cast"},
    "seals": {"of": "bodies", "kept_by": "bodies", "items": "items", "place": "centres"},
    "agreements": {"parties": "bodies", "window": "bodies", "items": "items"},
    "bundles": {"lead": "bodies", "park": "parks"},
    "arrangements": {"park": "parks", "item": "items", "cadre": "cast"},
    "enterprises": {"park": "parks", "region": "regions", "members": "cast"},
}


def references():
    """Every place where one entry names another: (file that must know it, the name)."""
    for name, keys in NAMES.items():
        yield from (
            (target, code) for entry in read(name) for key, target in keys.items() for code in listed(entry[key])
        )
    yield from (("bodies", window["body"]) for park in read("parks") for window in park["centre"]["windows"])
    yield from (("bodies", version["supervisor"]) for _, version in versions())
    yield from (("items", member["item"]) for bundle in read("bundles") for member in handled(bundle))
    for _, post in posts():
        yield from (("bodies", post["body"]), *(("centres", code) for code in listed(post["centre"])))


def listed(value):
    if value in (None, "all"):
        return []
    return [value] if isinstance(value, str) else list(value)


def test_every_reference_resolves():
    known = {name: set(by(name)) for name in ("regions", "bodies", "parks", "items")}
    known["cast"] = set(by("cast", "username"))
    known["centres"] = {park["centre"]["code"] for park in read("parks")}
    dangling = [(name, code) for name, code in references() if code not in known[name]]
    assert dangling == []


def test_credit_codes_are_valid_and_unique():
    seats = [body for body in read("bodies") if body["role"] in ("window", "desk")]
    holders = [entry["credit_code"] for entry in read("bodies") if entry not in seats] + list(by("enterprises"))
    assert {body["credit_code"] for body in seats} == {""}
    assert [code for code in holders if check_credit_code(code)] == []
    assert len(holders) == len(set(holders))


def test_item_codes_parse_and_name_their_organ():
    bodies = by("bodies")
    for item in read("items"):
        parsed = parse_item_code(item["code"])
        assert (parsed.scheme, parsed.warnings) == ("sichuan", ())
        assert parsed.organ == bodies[item["organ"]]["credit_code"]
        assert len(parsed.basic) == 12


def test_at_least_forty_items_of_the_named_types():
    assert len({item["name"] for item in read("items")}) >= 40
    assert {item["type"] for item in read("items")} <= {"01", "07", "10", "20"}


def test_the_same_matter_keeps_its_basic_code_across_organs():
    basics = {(item["name"], item["code"].split("-")[0]) for item in read("items")}
    assert len(basics) == len({name for name, _ in basics}) == len({basic for _, basic in basics})


def test_promises_are_within_the_law():
    assert [item["code"] for item, v in versions() if not 0 < v["promised"] <= v["statutory"]] == []


def test_every_basis_names_law_and_article():
    assert all(version["basis"] for _, version in versions())
    lines = chain.from_iterable(version["basis"] for _, version in versions())
    assert [line for line in lines if not (line.get("law") and line.get("article"))] == []


def test_consult_and_complaint_telephones_differ_and_have_area_codes():
    for _, version in versions():
        assert AREA_CODED.fullmatch(version["consult"]) and AREA_CODED.fullmatch(version["complaint"])
        assert version["consult"] != version["complaint"]


def test_a_guide_passes_the_linter_rules():
    for item, v in versions():
        name, kind = v["result"]["name"], v["result"]["kind"]
        assert kind == "certificate" if name.endswith(("证", "证书", "执照", "凭证")) else kind == "document", name
        assert bool(v["visits"]) == bool(v["visit_reason"])
        assert v["fee"] is None or all(v["fee"].get(key) for key in ("name", "standard", "basis"))
        assert v["conditions"] and v["channels"] and v["reviewers"] in (1, 2)
        assert v["kind"] != "spot" or v["statutory"] == 1, item["name"]


def test_materials_are_named_one_by_one():
    for item, version in versions():
        codes = [material["code"] for material in version["materials"]]
        assert codes and len(codes) == len(set(codes)), item["name"]
        for material in version["materials"]:
            assert not re.search("其他|等材料|等资料", material["name"])
            assert material["originals"] + material["copies"] > 0
            assert material["need"] in ("required", "deferrable", "shared")
            assert material["source"] in ("applicant", "government", "third-party")


def test_forms_and_guidance_are_right():
    for item, version in versions():
        materials = {material["code"] for material in version["materials"]}
        assert problems_of(version["form"], materials) == {}, item["name"]
        assert guidance_problems(version.get("guidance"), materials, item["code"]) == {}, item["name"]


def test_every_item_has_its_statute_instrument():
    for item in read("items"):
        statute = statute_of(item)
        assert (statute["powers"], statute["grantor"], statute["revoked_on"]) == ("all", None, None)
        assert statute["basis"].startswith(item["version"]["basis"][0]["law"])


def test_every_offered_item_is_held_by_statute_for_the_place_of_its_park():
    items, parks = by("items"), by("parks")
    for entry in read("arrangements"):
        territory = statute_of(items[entry["item"]])["territory"]
        assert any(contains(outer, place) for outer in territory for place in parks[entry["park"]]["regions"]), entry


def test_each_park_offers_a_catalogue_of_its_own():
    offered = [entry["park"] for entry in read("arrangements")]
    assert {park: 25 <= offered.count(park) <= 70 for park in by("parks")} == dict.fromkeys(by("parks"), True)


def test_conditions_turn_on_facts_that_the_forms_ask_for():
    items = by("items")
    conditional = [paper for paper in read("instruments") if paper["condition"]]
    assert conditional
    for paper in conditional:
        for code in paper["items"]:
            facts = {field["key"] for field in items[code]["version"]["form"] if field.get("fact")}
            assert set(compile_condition(paper["condition"]).facts) <= facts


def test_papers_are_of_known_kinds_and_plainly_invented():
    for paper in read("instruments"):
        assert paper["kind"] in KINDS
        assert paper["powers"] == "all" or set(paper["powers"]) <= set(POWERS)
        assert "演示" in paper["number"]
        assert paper["published_on"] is None or paper["signed_on"] <= paper["published_on"]
    assert all("演示" in paper["number"] for paper in read("agreements"))


def test_every_organ_keeps_its_own_seal_and_every_centre_window_its_receipt_seal():
    own = {seal["of"] for seal in read("seals") if seal["of"] == seal["kept_by"] and seal["kind"] == "official"}
    assert own >= {body["code"] for body in read("bodies") if body["kind"] == "organ"}
    receipt = {seal["kept_by"] for seal in read("seals") if seal["kind"] == "receipt"}
    receiving = [w["body"] for park in read("parks") for w in park["centre"]["windows"] if w["kind"] == "general"]
    assert receipt >= set(receiving)


def test_bundles_promise_no_less_than_their_longest_path_and_stay_within_the_joint_limit():
    items = by("items")
    for bundle in read("bundles"):
        members = [member_of(one, items) for one in bundle["members"]]
        guard_joint(members, bundle["promised"])
        assert len({items[one["item"]]["organ"] for one in handled(bundle)}) > 1
        assert problems_of(bundle["situations"]) == {}


def member_of(one, items):
    days = items[one["item"]]["version"]["promised"] if "item" in one else one["days"]
    return Member(one["key"], days, needs=tuple(one.get("needs", ())), after=tuple(one.get("after", ())))


def test_bundles_ask_about_circumstances_and_name_materials_that_there_are():
    items = by("items")
    for bundle in read("bundles"):
        asked, keys = {q["key"] for q in bundle["situations"]}, {one["key"] for one in bundle["members"]}
        for one in bundle["members"]:
            assert set(names_in(one["when"]) if "when" in one else ()) <= asked
            flows = one.get("flows", {})
            assert set(flows.values()) <= keys
            assert not flows or set(flows) <= {m["code"] for m in items[one["item"]]["version"]["materials"]}


def test_the_same_thing_is_eight_matters_in_one_park_and_six_in_another():
    found = {
        bundle["park"][0]: len(bundle["members"]) for bundle in read("bundles") if bundle["theme"] == "企业注销登记"
    }
    assert found == {"lingang": 8, "jiangan": 6}
    themes = "企业注销登记 开办餐饮店 信用修复 大型商超 水电气网联合报装 企业开办 建设项目开工 中试项目".split()
    assert {bundle["theme"] for bundle in read("bundles")} >= set(themes)


def test_the_printed_cast_signs_in_and_says_what_to_try():
    cast = by("cast", "username")
    assert {username for username, person in cast.items() if person["demo_note"]} == PRINTED_CAST
    assert all(FAKE_MOBILE.fullmatch(person["phone"]) for person in cast.values())
    assert len({person["name"] for person in cast.values()}) == len(cast)
    assert any("qiye" in firm["members"] for firm in read("enterprises"))


def test_every_deciding_body_has_reviewers_a_decider_and_a_head():
    committees = {park["committee"] for park in read("parks")}
    for body in {item["organ"] for item in read("items")} | committees:
        held = [post for _, post in posts() if post["body"] == body]
        assert sum("review" in post["powers"] for post in held) >= 2, body
        assert any("decide" in post["powers"] for post in held), body
        assert any(post["head"] for post in held), body


def test_seconded_staff_sit_at_the_desk_their_paper_names():
    cast = by("cast", "username")
    for paper in read("instruments"):
        staff = [cast[username] for username in paper["staff"]]
        assert bool(staff) == (paper["kind"] == "secondment"), paper["code"]
        assert all(paper["to"] in [post["body"] for post in person["posts"]] for person in staff)
        if "review" in paper["powers"] and staff:
            assert sum("review" in post["powers"] for person in staff for post in person["posts"]) >= 2


def test_every_centre_has_clerks_and_helpers():
    roles = {(post["centre"], post["role"]) for _, post in posts()}
    for park in read("parks"):
        assert {(park["centre"]["code"], role) for role in ("clerk", "helper", "manager")} <= roles


def test_at_least_twenty_four_firms_spread_over_the_parks():
    firms = read("enterprises")
    assert len(firms) >= 24
    inside = [firm for firm in firms if firm["park"]]  # intermediaries may sit anywhere
    assert {firm["park"] for firm in inside} == set(by("parks"))
    assert all(firm["region"] in by("parks")[firm["park"]]["regions"] for firm in inside)
    assert all("样例" in firm["name"] or "示例" in firm["name"] for firm in firms)
