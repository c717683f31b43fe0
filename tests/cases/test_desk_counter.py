"""/desk/new/: receiving for someone at the counter."""

from urllib.parse import urlencode

import pytest

from tests.cases.desk import desk, text
from yuanban.accounts.models import Person
from yuanban.cases.applicant.matter import matter_of
from yuanban.cases.models import Case
from yuanban.catalogue.form_posting import spread
from yuanban.catalogue.forms import check_form
from yuanban.catalogue.models import Bundle
from yuanban.catalogue.queries import version_on
from yuanban.demo.forms import answers


@pytest.fixture
def item(town):
    return town.item("企业投资项目备案", "cp-ndrc")


@pytest.fixture
def firm(town):
    return town.firm("lingang", "511502")


def filled(town, item, firm):
    fields = version_on(item, town.actor("chuangkou").day).form
    return spread(fields, answers(fields, firm, town.rng))


def codes(town, item):
    return [m.code for m in version_on(item, town.actor("chuangkou").day).materials.all() if m.need != "shared"]


def test_the_enterprise_is_found_by_name_and_by_code(town, firm):
    clerk = desk("chuangkou")
    assert f"?enterprise={firm.code}" in clerk.get(f"/desk/new/?who={firm.name[2:6]}").content.decode()
    assert f"?enterprise={firm.code}" in clerk.get(f"/desk/new/?who={firm.code[:10].lower()}").content.decode()
    assert "没有找到" in text(clerk.get("/desk/new/?who=没有这家企业"))


def test_items_of_this_park_are_found_by_everyday_words(town, firm, item):
    clerk = desk("chuangkou")
    page = clerk.get(f"/desk/new/?enterprise={firm.code}").content.decode()
    assert f"item={item.pk}" in page
    found = text(clerk.get(f"/desk/new/?enterprise={firm.code}&q=开饭店"))
    assert "食品经营许可" in found
    assert "企业投资项目备案" not in found


def test_an_item_of_another_park_is_not_taken(town, firm):
    other = town.item("企业设立登记", "nx-amr")
    assert desk("chuangkou6").get("/desk/new/").status_code == 200
    elsewhere = Case.objects.count()
    answer = desk("chuangkou4").get(f"/desk/new/?enterprise={firm.code}&item={other.pk}")
    assert (answer.status_code, Case.objects.count()) == (404, elsewhere)


def test_one_press_applies_and_receives_and_gives_the_receipt(town, firm, item):
    clerk, member = desk("chuangkou"), firm.members.first()
    form = filled(town, item, firm) | {"_applicant": member.pk, "_paper": codes(town, item)}
    answer = clerk.post(f"/desk/new/?enterprise={firm.code}&item={item.pk}", form)
    case = Case.objects.get()
    assert answer.url == f"/desk/new/done/{case.number}/"
    assert (case.state, case.channel, case.applicant, case.enterprise) == ("received", "window", member, firm)
    assert not case.materials.filter(state="missing").exists()
    page = text(clerk.get(answer.url))
    assert case.number in page
    assert "打印《" in page


def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(town, firm, item):
    form = filled(town, item, firm) | {"_applicant": firm.members.first().pk}
    first = next(f["key"] for f in version_on(item, town.actor("chuangkou").day).form if f["required"])
    answer = desk("chuangkou").post(
        f"/desk/new/?enterprise={firm.code}&item={item.pk}", form | {first: "", "_subject": "一期厂房"}
    )
    assert answer.status_code == 422
    assert f'id="f-{first}-error"' in answer.content.decode()
    assert "一期厂房" in answer.content.decode()
    assert Case.objects.count() == 0


def test_someone_new_is_written_down_first(town, item, firm):
    clerk = desk("chuangkou")
    assert clerk.post("/desk/new/person/", {"name": "李", "phone": "12"}).status_code == 422
    answer = clerk.post("/desk/new/person/", {"name": "李演新", "phone": "139-0000-0001"})
    person = Person.objects.get(name="李演新")
    assert answer.url == f"/desk/new/?person={person.pk}"
    assert not person.has_usable_password()
    assert clerk.post("/desk/new/person/", {"name": "李演新", "phone": "139-0000-0001"}).url == answer.url
    assert "139****0001" in text(clerk.get("/desk/new/?who=李演新"))


def test_an_unknown_agent_of_the_enterprise_is_written_down_with_the_case(town, firm, item):
    form = filled(town, item, firm) | {
        "_applicant": "new",
        "_name": "王演办",
        "_phone": "139-0000-0002",
        "_paper": codes(town, item),
    }
    clerk = desk("chuangkou")
    assert clerk.post(f"/desk/new/?enterprise={firm.code}&item={item.pk}", form | {"_phone": "1"}).status_code == 422
    assert not Person.objects.filter(name="王演办").exists()
    assert clerk.post(f"/desk/new/?enterprise={firm.code}&item={item.pk}", form).status_code == 302
    assert Case.objects.get().applicant.name == "王演办"


def test_a_bundle_is_taken_in_once(town, firm):
    bundle = Bundle.objects.get(code="restaurant-lingang")
    clerk = desk("chuangkou")
    bare = f"/desk/new/?enterprise={firm.code}&bundle={bundle.code}"
    assert clerk.get(f"{bare}&told=1").status_code == 422
    situations = dict.fromkeys((q["key"] for q in bundle.situations), "是")
    address = f"{bare}&{urlencode(situations)}"
    matter = matter_of(town.actor("chuangkou").day, "lingang", code=bundle.code, situations=situations)
    members = matter.items
    application = town.application("lingang", None, firm, bundle=bundle, situations=situations)
    form = spread(matter.fields, application.form)
    papers = {m.key for m in matter.materials}
    answer = clerk.post(address, form | {"_applicant": firm.members.first().pk, "_paper": sorted(papers)})
    assert answer.status_code == 302, text(answer)
    assert set(Case.objects.values_list("state", flat=True)) == {"received"}
    assert Case.objects.count() == len(members)
    page = text(clerk.get(answer.url))
    assert all(item.name in page for item in members)


def test_everything_missing_from_a_bundle_is_said_at_once(town, firm):
    bundle = Bundle.objects.get(code="transport-lingang")
    answer = desk("chuangkou").post(f"/desk/new/?enterprise={firm.code}&bundle={bundle.code}", {})
    asked = matter_of(town.actor("chuangkou").day, "lingang", code=bundle.code).fields
    assert answer.status_code == 422
    assert f"有{len(check_form(asked, {})[1])}处需要更正" in text(answer)


def test_a_helper_is_named_only_with_a_written_scope(town, firm, item):
    helper = Person.objects.get(username="bangban")
    form = filled(town, item, firm) | {
        "_applicant": firm.members.first().pk,
        "_paper": codes(town, item),
        "_agent": helper.pk,
    }
    clerk, address = desk("chuangkou"), f"/desk/new/?enterprise={firm.code}&item={item.pk}"
    assert clerk.post(address, form).status_code == 422
    assert clerk.post(address, form | {"_scope": "递交材料、领取结果"}).status_code == 302
    assert Case.objects.get().agent == helper


def test_a_material_that_is_not_needed_is_called_so(town, firm, item):
    version_on(item, town.actor("chuangkou").day).materials.filter(need="required").update(need="optional")
    page = desk("chuangkou").get(f"/desk/new/?enterprise={firm.code}&item={item.pk}")
    assert page.status_code == 200
    assert "非必要" in text(page)
