import pytest

from tests.exchange.importing import accounted, bring, copy_of, csv_file, events
from yuanban.catalogue.models import BasicItem, Item, ItemVersion
from yuanban.catalogue.search import search
from yuanban.exchange.models import Import
from yuanban.ledger.verify import chain_differences, events_of, row_differences
from yuanban.places import epoch
from yuanban.places.models import Body, Region

pytestmark = pytest.mark.django_db
GUANGAN, DANYANG = "items/guangan_items.csv", "items/danyang_2018_items.json"


def region(code="511602", name="广安区"):
    return Region.objects.create(code=code, name=name, level="county")


def test_no_real_row_is_lost(tmp_path):
    report = bring("items", copy_of(GUANGAN, tmp_path))
    assert report.counts() == {"accepted": 963, "warned": 172, "rejected": 0, "unchanged": 0}
    assert Item.objects.count() == events() == 1135
    assert BasicItem.objects.get(code="511Z07001006").name == "企业投资项目备案（技术改造）（市级/县级）"


def test_codes_that_do_not_parse_are_kept_with_their_warning(tmp_path):
    report = bring("items", copy_of(GUANGAN, tmp_path))
    kept = [item for item in Item.objects.all() if "连字符" in " ".join(item.warnings)]
    assert len(kept) == 16
    assert all(item.code.count("-") > 5 for item in kept)
    assert {row.number for row in report.warned} == {m["row"] for m in report.messages() if m["level"] == "warned"}


def test_a_second_import_changes_nothing(tmp_path):
    path = copy_of(GUANGAN, tmp_path)
    first = bring("items", path).counts()
    before, number, rows = events(), epoch.current(), list(Item.objects.order_by("pk").values())
    second = bring("items", path).counts()
    assert second == first | {"unchanged": 1135}
    assert (events(), epoch.current(), list(Item.objects.order_by("pk").values())) == (before, number, rows)
    assert Import.objects.count() == 1


@pytest.mark.parametrize("name", [GUANGAN, DANYANG, "items/liaoning_item_codes.csv"])
def test_a_dry_run_says_the_same_and_changes_nothing(tmp_path, name):
    path = copy_of(name, tmp_path)
    dry = bring("items", path, dry_run=True)
    assert (Item.objects.count(), BasicItem.objects.count(), events(), Import.objects.count()) == (0, 0, 0, 0)
    real = bring("items", path)
    assert dry.as_dict() == real.as_dict()


def test_each_item_has_an_event_that_it_is_the_fold_of(tmp_path):
    region()
    bring("items", copy_of(GUANGAN, tmp_path))
    bring(
        "items",
        csv_file(tmp_path, "事项名称,事项编码\n改了名的备案,511Z07001006-511602000000-000-11511301008778183N-1-00\n"),
    )
    changed = Item.objects.get(name="改了名的备案")
    assert changed.version == 2
    for item in [changed, *Item.objects.order_by("?")[:20]]:
        told = events_of(item.stream)
        assert [*chain_differences(item.stream, told), *row_differences(item, told)] == []


def test_what_a_list_does_not_say_erases_nothing(tmp_path):
    region()
    bring("items", copy_of(GUANGAN, tmp_path))
    code = "511Z07001006-511602000000-000-11511301008778183N-1-00"
    before = Item.objects.get(code=code)
    report = bring("items", csv_file(tmp_path, f"事项名称,事项编码,实施机构,自有列\n{before.name},{code},,甲\n"))
    after = Item.objects.get(code=code)
    assert report.counts() == {"accepted": 1, "warned": 0, "rejected": 0, "unchanged": 0}
    assert (after.organ_name, after.type, after.region_id) == ("区经信局", "10", "511602")
    assert after.extra == {**before.extra, "自有列": "甲"}


def test_unknown_columns_are_kept(tmp_path):
    bring("items", copy_of(GUANGAN, tmp_path))
    item = Item.objects.get(name="适龄儿童、少年因身体状况需要延缓入学或者休学审批")
    assert item.extra["dept_code"] == "083372204"
    assert item.extra["url"].startswith("http")


def test_an_organ_is_matched_only_by_exact_name_and_region(tmp_path):
    region()
    body = Body.objects.create(
        code="a",
        name="区经信局",
        short="经信局",
        kind="organ",
        role="department",
        standing="statutory",
        level="county",
        territory=["511602"],
    )
    Body.objects.create(
        code="b",
        name="区统计局",
        short="b",
        kind="organ",
        role="department",
        standing="statutory",
        level="county",
        territory=["511603"],
    )
    bring("items", copy_of(GUANGAN, tmp_path))
    assert {item.organ_id for item in Item.objects.filter(organ_name="区经信局")} == {body.pk}
    assert not Item.objects.filter(organ_name="区统计局", organ__isnull=False).exists()


def test_regions_imported_later_are_filled_in(tmp_path):
    path = copy_of(GUANGAN, tmp_path)
    notes = [m["text"] for m in bring("items", path).messages() if m["row"] is None]
    assert any("511602" in note for note in notes)
    region()
    assert bring("items", path).counts()["unchanged"] < 10
    assert Item.objects.filter(region="511602").count() == 1131


def test_a_guide_becomes_a_draft(tmp_path):
    report = bring("items", copy_of(DANYANG, tmp_path))
    assert accounted(report) == len(report.rows) == 100
    assert Item.objects.count() == 101
    draft = ItemVersion.objects.get(item__name="外商投资企业设立的备案")
    assert (draft.state, draft.number, draft.statutory, draft.promised, draft.kind) == ("draft", 1, 90, 3, "promise")
    assert {"law": "中华人民共和国外资企业法", "article": "第六条"} in draft.basis
    assert [m.need for m in draft.materials.all()] == [
        "required",
        "required",
        "required",
        "optional",
        "required",
        "required",
    ]
    assert "fasle" in draft.materials.all()[3].note


def test_several_businesses_of_one_item_stay_apart(tmp_path):
    bring("items", copy_of(DANYANG, tmp_path))
    pair = Item.objects.filter(extra__主项名称="限额以下外商投资企业设立、变更、终止的审批").order_by("code")
    assert [item.name for item in pair] == ["外商投资企业设立的备案", "外商投资企业变更的备案"]
    assert all(item.extra["faq"] for item in pair)


def test_items_without_a_code_are_kept_under_one_that_stays(tmp_path):
    path = copy_of(DANYANG, tmp_path)
    bring("items", path)
    codes = set(Item.objects.filter(code__startswith="无编码-").values_list("code", flat=True))
    bring("items", path)
    assert len(codes) == 77
    assert codes == set(Item.objects.filter(code__startswith="无编码-").values_list("code", flat=True))


def test_a_published_version_is_never_touched(tmp_path):
    path = csv_file(tmp_path, "事项名称,事项编码,法定时限,承诺时限,申请材料\n甲许可,X-1,20个工作日,10,申请表\n")
    bring("items", path)
    ItemVersion.objects.update(state="published", form=[{"key": "a"}])
    assert bring("items", path).counts()["unchanged"] == 1
    bring("items", csv_file(tmp_path, "事项名称,事项编码,承诺时限\n甲许可,X-1,5\n"))
    old, new = ItemVersion.objects.order_by("number")
    assert (old.state, old.promised, new.state, new.promised, new.statutory) == ("published", 10, "draft", 5, 20)
    assert (new.form, [m.name for m in new.materials.all()]) == ([{"key": "a"}], ["申请表"])


def test_limits_that_are_not_working_days_are_kept_and_not_guessed(tmp_path):
    report = bring("items", csv_file(tmp_path, "事项名称,事项编码,法定时限,承诺时限\n甲,X-1,60日,30\n乙,X-2,10,20\n"))
    one, two = (Item.objects.get(code=code) for code in ("X-1", "X-2"))
    assert one.extra["法定时限"] == "60日"
    assert [(v.statutory, v.promised) for v in ItemVersion.objects.order_by("item__code")] == [(None, 30), (10, None)]
    assert two.extra["承诺时限"] == "20"
    assert report.counts()["warned"] == 2


def test_a_promise_longer_than_the_known_limit_does_not_become_a_draft(tmp_path):
    bring("items", csv_file(tmp_path, "事项名称,事项编码,法定时限\n甲,X-1,10\n"))
    bring("items", csv_file(tmp_path, "事项名称,事项编码,承诺时限\n甲,X-1,15\n"))
    assert ItemVersion.objects.get().promised is None
    assert Item.objects.get().extra["承诺时限"] == "15"


def test_the_same_code_with_two_names_is_not_merged(tmp_path):
    report = bring("items", csv_file(tmp_path, "事项名称,事项编码\n甲,X-1\n乙,X-1\n甲,X-1\n"))
    assert [bool(row.reason) for row in report.rows] == [False, True, False]
    assert "第2行" in report.rows[1].reason
    assert report.counts() == {"accepted": 0, "warned": 2, "rejected": 1, "unchanged": 0}


def test_imported_items_are_found(tmp_path):
    bring("items", copy_of(GUANGAN, tmp_path))
    assert search("开饭店").hits[0].item.name == "食品(含保健食品)经营许可核发"
