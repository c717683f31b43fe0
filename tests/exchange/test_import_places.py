import datetime as dt

import pytest

from tests.exchange.importing import accounted, bring, copy_of, csv_file
from yuanban.places import epoch
from yuanban.places.models import Body, Park, ParkRegion, Region

pytestmark = pytest.mark.django_db
PARKS, DIVISIONS = "parks/sichuan_parks.csv", "divisions/sichuan_divisions.csv"


def test_every_division_is_kept_under_its_own(tmp_path):
    path = copy_of(DIVISIONS, tmp_path)
    assert bring("regions", path).counts() == {"accepted": 3316, "warned": 0, "rejected": 0, "unchanged": 0}
    street = Region.objects.get(code="510104017000")
    assert (street.name, street.level, street.parent.name, street.parent.parent.parent.name) == (
        "锦官驿街道",
        "township",
        "锦江区",
        "四川省",
    )
    before = epoch.current()
    assert bring("regions", path).counts()["unchanged"] == 3316
    assert epoch.current() == before


def test_parks_named_twice_are_merged_and_the_later_rating_stands(tmp_path):
    bring("regions", copy_of(DIVISIONS, tmp_path))
    path = copy_of(PARKS, tmp_path)
    dry = bring("parks", path, dry_run=True)
    assert not Park.objects.exists()
    report = bring("parks", path)
    assert report.counts() == dry.counts() == {"accepted": 180, "warned": 5, "rejected": 0, "unchanged": 0}
    assert Park.objects.count() == 180
    risen = Park.objects.get(name="合江县荔枝现代农业园区")
    assert (risen.kind, risen.level, risen.city.name, risen.extra["level"]) == (
        "agri",
        "provincial",
        "泸州市",
        "省五星级",
    )
    assert risen.extra["合并的行"][0]["level"] == "省四星级"
    assert [region.name for region in risen.regions.all()] == ["合江县"]


def test_a_second_import_of_parks_changes_nothing(tmp_path):
    bring("regions", copy_of(DIVISIONS, tmp_path))
    bring("parks", copy_of(PARKS, tmp_path))
    rows, lies, number = list(Park.objects.order_by("pk").values()), ParkRegion.objects.count(), epoch.current()
    assert bring("parks", copy_of(PARKS, tmp_path)).counts()["unchanged"] == 185
    assert (list(Park.objects.order_by("pk").values()), ParkRegion.objects.count(), epoch.current()) == (
        rows,
        lies,
        number,
    )


def test_a_second_list_adds_and_does_not_erase(tmp_path):
    bring("regions", copy_of(DIVISIONS, tmp_path))
    bring("parks", copy_of(PARKS, tmp_path))
    report = bring("parks", copy_of("parks/national_etdz.csv", tmp_path))
    assert accounted(report) == 232
    assert Park.objects.count() == 180 + 222
    both = Park.objects.get(name="成都经济技术开发区")
    assert (both.kind, both.level, both.city.name, both.extra["province"]) == ("etdz", "national", "成都市", "四川")
    assert bring("parks", copy_of(PARKS, tmp_path)).counts()["unchanged"] == 185


def test_a_park_that_is_there_already_is_brought_up_to_date(tmp_path):
    Park.objects.create(
        code="cd", name="成都经济技术开发区", short="经开区", kind="etdz", level="unknown", summary="写好的简介"
    )
    bring("parks", copy_of(PARKS, tmp_path))
    park = Park.objects.get(name="成都经济技术开发区")
    assert (park.code, park.short, park.level, park.summary) == ("cd", "经开区", "national", "写好的简介")


def test_a_park_of_no_known_kind_is_rejected_with_its_reason(tmp_path):
    report = bring("parks", csv_file(tmp_path, "园区名称,级别\n甲乙丙,省级\n某某工业园区,省级\n"))
    assert report.counts() == {"accepted": 1, "warned": 0, "rejected": 1, "unchanged": 0}
    told = report.rejects.read_text(encoding="utf-8-sig")
    assert "看不出园区类型" in told and "甲乙丙" in told
    assert report.rejects.parent == tmp_path


def test_corrected_rejects_can_be_imported(tmp_path):
    report = bring("parks", csv_file(tmp_path, "园区名称,园区类型,级别\n甲乙丙,,省级\n"))
    told = report.rejects.read_text(encoding="utf-8-sig").replace("甲乙丙,", "甲乙丙,工业园区")
    assert bring("parks", csv_file(tmp_path, told, "again.csv")).counts()["accepted"] == 1
    assert Park.objects.values_list("kind", "level", "extra").get() == (
        "industrial",
        "provincial",
        {"园区类型": "工业园区", "级别": "省级"},
    )


BODIES = """机构名称,统一社会信用代码,主体类型,行政区划代码,上级机构,备注
广安市广安区经济和信息化局,11511301008778183N,行政机关,511602,广安市广安区人民政府,x
广安市广安区人民政府,11511602008776607A,,511602,,
某某运营有限公司,,企业,511602,,
某某办公室,,,511602,,
"""


def test_bodies_with_a_wrong_check_digit_are_warned_and_of_no_kind_rejected(tmp_path):
    report = bring("bodies", csv_file(tmp_path, BODIES))
    bureau, government = (
        Body.objects.get(credit_code="11511301008778183N"),
        Body.objects.get(name="广安市广安区人民政府"),
    )
    assert (bureau.kind, bureau.role, bureau.standing, bureau.level, bureau.parent) == (
        "organ",
        "department",
        "statutory",
        "county",
        government,
    )
    assert (government.role, Body.objects.get(kind="company").standing) == ("government", "none")
    assert [bool(row.reason) for row in report.rows] == [False, False, False, True]
    assert "校验位" in report.rows[1].warnings[0]
    assert bring("bodies", csv_file(tmp_path, BODIES)).counts()["unchanged"] == 3


def test_real_credit_codes_pass_or_are_warned_but_never_rejected_for_it(tmp_path):
    table = "机构名称,统一社会信用代码,级别\n早期试点机关,11110105000077777X,县级\n"
    report = bring("bodies", csv_file(tmp_path, table))
    assert report.counts()["rejected"] == 0
    assert Body.objects.get().kind == "organ"


MERGED = """机构名称,主体类型,行政区划代码,并入机关,并入日期
某区农林局,行政机关,511602,某区农业农村局,2026-12-01
某区农业农村局,行政机关,511602,,
某区物价局,行政机关,511602,,2026年6月1日
某区粮食局,行政机关,511602,某区发展改革局,
某区旅游局,行政机关,511602,某区文化旅游局,年底
某区体育局,行政机关,511602,某区体育局,2026-12-01
"""


def test_an_organ_merged_or_abolished_on_a_day(tmp_path):
    report = bring("bodies", csv_file(tmp_path, MERGED))
    gone, abolished = Body.objects.get(name="某区农林局"), Body.objects.get(name="某区物价局")
    assert (gone.merged_into.name, gone.merged_on) == ("某区农业农村局", dt.date(2026, 12, 1))
    assert (abolished.merged_into, abolished.merged_on) == (None, dt.date(2026, 6, 1))
    reasons = [row.reason or "" for row in report.rows]
    assert ["日期" in reasons[3], "不是日期" in reasons[4], "并入自己" in reasons[5]] == [True, True, True]
    assert report.counts()["rejected"] == 3
    assert bring("bodies", csv_file(tmp_path, MERGED)).counts()["unchanged"] == 3
