"""The JSON door: the same actions, the same sentences, and an answer to everything that may be sent."""

import json
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.cases.matter import RESTAURANT, building_permit, trace
from tests.cast import PDF, at
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.files import keep
from yuanban.catalogue.models import Item


@pytest.fixture(autouse=True)
def morning(monkeypatch):
    monkeypatch.setattr("yuanban.accounts.middleware.timezone", SimpleNamespace(now=at))


@pytest.fixture
def case(town):
    return building_permit(town)


def signed_in(username):
    client = Client(raise_request_exception=True)
    client.force_login(Person.objects.get(username=username))
    return client


def post(client, path, body):
    data = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(f"/api/cases{path}", data, content_type="application/json")


def step(username, case, verb, **body):
    return post(signed_in(username), f"/{case.number}/{verb}", body)


@pytest.fixture
def asked(town):
    """What the owner sends to apply."""
    item = town.item("建筑工程施工许可证核发", "yb-hud")
    application = town.application("lingang", item, Enterprise.objects.get(code=RESTAURANT), investment_wan=3000)
    return {
        "park": "lingang",
        "item": item.code,
        "enterprise": RESTAURANT,
        "form": application.form,
        "files": application.files,
        "subject": "二期厂房",
    }


def test_applying_answers_with_the_case(asked):
    answer = post(signed_in("qiye"), "", asked)
    assert answer.status_code == 201
    (said,) = answer.json()
    assert (said["state"], said["version"], said["park"], said["item"]) == (
        "applied",
        1,
        "lingang",
        "建筑工程施工许可证核发",
    )
    whole = signed_in("qiye").get(f"/api/cases/{said['number']}").json()
    assert (whole["subject"], whole["plan"]["mode"], whole["form"]["investment_wan"]) == (
        "二期厂房",
        "direct-authorisation",
        3000,
    )


def test_steps_are_the_actions(case):
    assert step("chuangkou", case, "receive").json()["state"] == "received"
    done = step("yuanqu", case, "accept", version=2)
    assert (done.status_code, done.json()["state"], done.json()["version"]) == (200, "accepted", 3)
    assert done.json()["promised_due"] == "2026-11-25"
    clock = signed_in("qiye").get(f"/api/cases/{case.number}/clock").json()
    assert clock["days"] and "2026-11-25" in "".join(clock["answer"])


def test_nobody_is_asked_to_sign_in(case):
    for answer in (
        Client().get("/api/cases"),
        Client().get(f"/api/cases/{case.number}"),
        post(Client(), "", {}),
        post(Client(), f"/{case.number}/accept", {}),
    ):
        assert (answer.status_code, answer.json()) == (401, {"because": "请先登录。"})


@pytest.mark.parametrize("username", ["qiye2", "quju", "chuangkou4", "admin"])
def test_for_a_stranger_the_case_does_not_exist(case, username):
    client = signed_in(username)
    none = {"because": "没有找到，或者您无权查看。"}
    for answer in (
        client.get(f"/api/cases/{case.number}"),
        client.get(f"/api/cases/{case.number}/clock"),
        post(client, f"/{case.number}/receive", {}),
        post(client, f"/{case.number}/withdraw", {}),
    ):
        assert (answer.status_code, answer.json()) == (404, none)
    assert client.get("/api/cases").json() == []


def test_a_list_holds_what_one_may_see(town, case):
    town.apply("lingang", town.item("企业设立登记", "cp-amr"), Enterprise.objects.get(code="91511502DEM100023W"))
    for username, count in (("qiye", 1), ("qiye5", 1), ("qiye2", 1), ("chuangkou", 2), ("shenji", 2), ("shiju", 1)):
        assert len(signed_in(username).get("/api/cases").json()) == count
    assert [c["number"] for c in signed_in("qiye5").get("/api/cases").json()] == [case.number]
    assert signed_in("shenji").get("/api/cases?state=delivered").json() == []


@pytest.mark.parametrize("query", ["limit=-1", "offset=-1", "limit=0", "limit=100000", "offset=100000", "state=%27"])
def test_any_page_of_a_list(case, query):
    answer = signed_in("qiye").get(f"/api/cases?{query}")
    assert (answer.status_code, isinstance(answer.json(), list)) == (200, True)


@pytest.mark.parametrize("query", ["limit=x", "offset=1.5", "offset=99999999999999999999999"])
def test_a_page_that_is_none(case, query):
    answer = signed_in("qiye").get(f"/api/cases?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_a_refusal_names_rule_article_and_cure(case):
    answer = step("yuanqu", case, "accept")
    assert answer.status_code == 409
    said = answer.json()
    assert (said["rule"], said["because"]) == ("wrong-state", "本件当前为“已申请”，不能受理。")
    assert (said["article"], "收件" in said["cure"]) == ("《行政许可法》第四章", True)
    step("chuangkou", case, "receive")
    refused = step("chuangkou", case, "accept").json()
    assert (refused["rule"], "行政许可法" in refused["article"]) == ("no-instrument", True)


def test_an_old_version_is_said(case):
    step("chuangkou", case, "receive")
    answer = step("yuanqu", case, "accept", version=1)
    assert (answer.status_code, answer.json()["rule"]) == (409, "changed-meanwhile")


def test_fields_are_sent_back_by_name(asked):
    answer = post(signed_in("qiye"), "", asked | {"form": asked["form"] | {"investment_wan": "多"}, "files": {}})
    assert answer.status_code == 422
    errors = answer.json()["errors"]
    assert "应为数字" in errors["investment_wan"]
    assert any(key.startswith("material-") for key in errors)


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"park": "nowhere"}, 404),
        ({"item": "nothing"}, 404),
        ({"enterprise": "91511502DEM100023W"}, 404),
        ({"enterprise": "none"}, 404),
        ({"files": {"form": 10**30}}, 422),
        ({"files": {"form": "x"}}, 422),
        ({"files": []}, 422),
        ({"form": []}, 422),
        ({"form": None}, 422),
        ({"subject": "长" * 300}, 422),
        ({"subject": "a\u0000b"}, 422),
        ({"contact": "1" * 61}, 422),
        ({"park": "\u0000"}, 404),
    ],
)
def test_an_application_that_cannot_be_taken(asked, wrong, status):
    before = trace()
    answer = post(signed_in("qiye"), "", asked | wrong)
    assert answer.status_code == status
    assert answer.json()
    assert trace() == before


def test_an_item_that_the_park_does_not_handle_is_refused_in_words(asked, town):
    elsewhere = Item.objects.exclude(arrangements__park__code=asked["park"]).exclude(organ=None).first()
    answer = post(signed_in("qiye"), "", asked | {"item": elsewhere.code})
    assert (answer.status_code, answer.json()["rule"]) == (409, "wrong-organ")
    assert elsewhere.name in answer.json()["because"]


def test_a_form_with_what_no_column_holds(asked):
    for value in ("a\u0000b", {"deep": 1}, ["x"], 10**40, True):
        for key in asked["form"]:
            answer = post(signed_in("qiye"), "", asked | {"form": asked["form"] | {key: value}})
            assert answer.status_code in (201, 422)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"nonsense", b'{"a":NaN}', b'"\\ud800"', b"[" * 100_000])
def test_what_is_no_json(case, body):
    for path in ("", f"/{case.number}/receive"):
        answer = post(signed_in("chuangkou"), path, body)
        assert answer.status_code == (400 if body else 422)
        assert list(answer.json()["errors"]) == ["body"]


@pytest.mark.parametrize("body", [[], 1, "text", None, [{}]])
def test_json_of_another_shape(case, body):
    for path in ("", f"/{case.number}/receive"):
        answer = post(signed_in("chuangkou"), path, body)
        assert answer.status_code == 422
        assert answer.json()["errors"]


def test_a_body_too_large(asked):
    before = trace()
    answer = post(signed_in("qiye"), "", asked | {"subject": "长" * (4 * 2**20)})
    assert answer.status_code in (400, 413)
    assert trace() == before


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("receive", {"unknown": 1}),
        ("receive", {"actor": 1}),
        ("receive", {"number": "x"}),
        ("receive", {"checked": 5}),
        ("receive", {"checked": [{}]}),
        ("receive", {"checked": "form"}),
        ("receive", {"version": "1"}),
        ("receive", {"version": True}),
        ("receive", {"version": 1.0}),
        ("decide", {}),
        ("decide", {"outcome": 1}),
        ("decide", {"outcome": "granted", "reasons": None}),
        ("extend", {"days": "5", "reason": "x"}),
        ("extend", {"days": 5}),
        ("suspend", {"ground": "testing", "days": True, "reason": "x"}),
        ("ask_supplement", {"gaps": 1}),
        ("ask_supplement", {"gaps": {"form": 1}}),
        ("supply", {"files": {"form": "x"}}),
        ("supply", {"files": [1]}),
        ("review", {"opinion": "可以", "passed": "yes"}),
        ("deliver", {"way": "window", "receiver": 1}),
        ("withdraw", {"reason": ["x"]}),
    ],
)
def test_arguments_that_the_step_does_not_take(case, verb, body):
    before = trace()
    for username in ("yuanqu", "chuangkou", "qiye"):
        answer = step(username, case, verb, **body)
        assert answer.status_code == 422
        assert answer.json()["errors"]
    assert trace() == before


def test_what_no_column_holds(town, case):
    before = trace()
    assert step("qiye", case, "withdraw", reason="a\u0000b").status_code == 422
    assert step("chuangkou", case, "receive", version=10**30).status_code == 422
    assert signed_in("qiye").get("/api/cases/%00").status_code in (404, 422)
    assert trace() == before
    town.until(case, "received")
    upload = keep(town.actor("qiye"), "a.pdf", PDF)
    code = case.materials.filter(state="given").first().code
    assert step("yuanqu", case, "ask_supplement", gaps={code: "缺页"}).status_code == 200
    assert step("qiye", case, "supply", files={code: 2**62}).status_code == 422
    assert step("qiye", case, "supply", files={code: upload.pk}).json()["state"] == "received"


@pytest.mark.parametrize("verb", ["sweep", "apply", "fly", "__init__", "hand_over"])
def test_no_other_verb(case, verb):
    assert step("chuangkou", case, verb).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [("put", ""), ("delete", "/{n}"), ("post", "/{n}"), ("get", "/{n}/accept"), ("patch", "/{n}/accept")],
)
def test_another_method(case, method, path):
    client = signed_in("chuangkou")
    assert getattr(client, method)(f"/api/cases{path.format(n=case.number)}").status_code == 405


def test_a_page_elsewhere_cannot_send_for_us(case):
    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.get(username="chuangkou"))
    before = trace()
    assert post(client, f"/{case.number}/receive", {}).status_code == 403
    assert trace() == before
