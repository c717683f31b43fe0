"""One decision with many rows: drafted, changed, signed, published and revoked as a whole."""

import datetime as dt

import pytest

from tests.cast import DAY
from tests.mandates.papers import LATER, TOMORROW, holds, invalid, kinds, paper, proven, refused
from yuanban.catalogue.models import Item
from yuanban.mandates.actions.add_rows import add_rows
from yuanban.mandates.actions.discard_draft import discard_draft
from yuanban.mandates.actions.draft_document import draft_document
from yuanban.mandates.actions.edit_document import edit_document
from yuanban.mandates.actions.edit_instrument import edit_instrument
from yuanban.mandates.actions.publish_document import publish_document
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.revoke_document import revoke_document
from yuanban.mandates.actions.sign_document import sign_document
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.actions.take_up import take_up
from yuanban.mandates.models import Document
from yuanban.mandates.rows import Grant
from yuanban.places.models import Body

CODE = "doc-test"


@pytest.fixture
def grant():
    return Grant(kind="entrustment", powers=["accept", "review", "decide"], basis="《四川省开发区条例》第十七条")


@pytest.fixture
def two(town):
    return [town.item("道路货物运输经营许可", "cp-trans"), town.item("企业投资项目备案", "cp-ndrc")]


@pytest.fixture
def drafted(town, province, two, grant):
    issuer = Body.objects.get(code="cuiping-gov") if Body.objects.filter(code="cuiping-gov").exists() else government()
    return draft_document(
        province,
        two,
        holders(),
        grant,
        code=CODE,
        title="翠屏区向园区赋权的决定",
        number="翠府〔2026〕9号",
        issuer=issuer,
    )


def government():
    return Body.objects.filter(role="government").order_by("code").first()


def holders():
    return [Body.objects.get(code="sanjiang")]


def document():
    return Document.objects.get(code=CODE)


def signed(province):
    return sign_document(province, CODE, DAY)


def published(province):
    signed(province)
    return publish_document(province, CODE, DAY, "翠屏区政府网站")


def test_a_row_for_each_item_and_holder(drafted, two):
    rows = list(drafted.rows.order_by("row"))
    assert [(row.row, row.code, list(row.items.all())) for row in rows] == [
        (1, f"{CODE}-1", [two[0]]), (2, f"{CODE}-2", [two[1]]),
    ]  # fmt: skip
    assert [row.grantor.code for row in rows] == ["cp-trans", "cp-ndrc"]
    assert rows[0].territory == list(Body.objects.get(code="sanjiang").territory)
    assert proven(document(), *rows) == []


def test_published_rows_give_nothing_until_taken_up(manager, province, drafted, two):
    Document.objects.get(code=CODE).rows.update(territory=["511502"])
    edit_rows(province)
    published(province)
    assert {row.state for row in document().rows.all()} == {"published"}
    assert not holds(two)
    take_up(manager, f"{CODE}-1", "accepted", DAY)
    assert holds(two)
    assert proven(document()) == []


def edit_rows(province):
    """Rows whose territory reaches beyond the organ's are narrowed to it, one by one."""
    for row in document().rows.all():
        edit_instrument(province, row.code, list(row.items.all()), territory=["511502"])


def test_a_territory_outside_the_grantors_is_said_row_by_row(province, drafted):
    document().rows.update(territory=["511500"])
    with invalid("rows"):
        signed(province)


def test_its_own_words_and_days_are_those_of_its_rows(province, drafted):
    edit_document(province, CODE, title="新的名称", to_date=LATER)
    rows = document().rows.all()
    assert {(row.title, row.to_date) for row in rows} == {("新的名称", LATER)}
    assert proven(document(), *rows) == []


def test_more_rows_come_after_those_that_are_there(town, province, drafted, two, grant):
    other = [town.item("药品经营（零售）许可", "cp-amr")] if has(town, "药品经营（零售）许可") else two
    with invalid("items"):
        add_rows(province, CODE, two, holders(), grant)
    discard_draft(province, f"{CODE}-2", "不下放")
    if other == two:
        other = two[1:]
    assert add_rows(province, CODE, other, holders(), grant) == 1
    assert document().rows.order_by("row").last().row == 3


def has(town, name):
    return Item.objects.filter(name=name, organ__code="cp-amr").exists()


def test_one_row_that_may_not_be_signed_holds_up_the_whole(province, two):
    bare = Grant(kind="entrustment", powers=["accept"])
    draft_document(province, two, holders(), bare, code=CODE, title="没有依据", issuer=government())
    with invalid("rows"):
        signed(province)


def test_a_row_moves_with_its_document_only(province, drafted):
    with refused("wrong-state", "第1行"):
        sign_instrument(province, f"{CODE}-1", DAY)
    edit_rows(province)
    signed(province)
    with refused("wrong-state", "一并签署"):
        publish_instrument(province, f"{CODE}-1", DAY, "网站")


def test_revoked_as_a_whole(manager, province, drafted, two):
    edit_rows(province)
    published(province)
    take_up(manager, f"{CODE}-1", "accepted", DAY)
    revoke_document(province, CODE, TOMORROW, "机构改革", void=True)
    assert holds(two)
    assert not holds(two, day=TOMORROW)
    rows = document().rows.all()
    assert {(row.state, row.revoked_on, row.void) for row in rows} == {("revoked", TOMORROW, True)}
    assert kinds(paper(f"{CODE}-2"))[-1] == "instrument.revoked"
    assert proven(document(), *rows) == []


def test_by_the_province_only(town, manager, province, drafted, two, grant):
    calls = [
        lambda: draft_document(manager, two, holders(), grant, code="doc-x", title="甲", issuer=government()),
        lambda: edit_document(manager, CODE, title="乙"),
        lambda: add_rows(manager, CODE, two, holders(), grant),
        lambda: sign_document(manager, CODE, DAY),
    ]
    for call in calls:
        with refused("no-post", "省级中心"):
            call()


def test_in_order_and_with_reasons(province, drafted):
    with refused("wrong-state"):
        publish_document(province, CODE, DAY, "网站")
    edit_rows(province)
    signed(province)
    with refused("wrong-state"):
        edit_document(province, CODE, title="改名")
    with invalid("where"):
        publish_document(province, CODE, DAY, " ")
    with invalid("day"):
        publish_document(province, CODE, DAY - dt.timedelta(days=1), "网站")
    with invalid("reason"):
        revoke_document(province, CODE, DAY, " ")
    with refused("changed-meanwhile"):
        publish_document(province, CODE, DAY, "网站", version=1)


@pytest.mark.parametrize(("wrong", "field"), [({"title": " "}, "title"), ({"issuer": None}, "issuer")])
def test_a_document_says_what_it_is(province, two, grant, wrong, field):
    given = {"code": CODE, "title": "决定", "issuer": government()} | wrong
    with invalid(field):
        draft_document(province, two, holders(), grant, **given)
