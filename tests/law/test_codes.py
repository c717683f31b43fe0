import csv
import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import shared
from yuanban.law import codes
from yuanban.law.codes import (
    case_item_part,
    case_number,
    check_credit_code,
    check_project_code,
    check_resident_id,
    contains,
    parse_item_code,
    region_level,
)


def rows_of(name):
    with shared(name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def guangan():
    return [(row, parse_item_code(row["item_code"])) for row in rows_of("data/items/guangan_items.csv")]


def test_every_real_code_is_kept(guangan):
    assert len(guangan) == 1135
    assert all(code.raw == row["item_code"] for row, code in guangan)
    assert Counter(code.scheme for _, code in guangan) == {"sichuan": 1132, "local": 3}


def test_the_parts_are_those_the_publisher_split(guangan):
    split = [(row, code) for row, code in guangan if row["base_code"]]
    assert len(split) == 1116
    for row, code in split:
        region = row["item_area_code"]
        assert (code.basic, code.organ, code.region) == (row["base_code"], row["org_code"].upper(), region)


def test_organ_parts_have_the_known_lengths(guangan):
    lengths = Counter(len(code.organ) for row, code in guangan if row["org_code"])
    assert lengths == {18: 989, 17: 91, 9: 15, 10: 12, 13: 8, 7: 1}


def test_the_nineteen_that_do_not_split_are_parsed_as_far_as_they_go(guangan):
    odd = [code for row, code in guangan if not row["org_code"]]
    assert len(odd) == 19
    assert Counter(code.scheme for code in odd) == {"sichuan": 16, "local": 3}
    assert {code.organ for code in odd if code.scheme == "sichuan"} == {
        "00877868-5",
        "45225901-3",
        "06032418-9",
        "76726532-X",
    }
    assert all(code.warnings for code in odd)


def test_what_is_odd_is_warned_of_and_nothing_else(guangan):
    for row, code in guangan:
        whole = len(row["org_code"]) == 18 and row["org_code"].isupper() | row["org_code"].isdigit()
        fine = whole and not check_credit_code(code.organ) and "-" not in code.basic
        assert bool(code.warnings) is not fine, code


def test_a_code_of_sichuan():
    code = parse_item_code("511Z07001006-511602000000-000-11511301008778183N-1-00")
    parts = (code.basic, code.region, code.delegate, code.organ, code.level, code.sub)
    assert parts == ("511Z07001006", "511602000000", "000", "11511301008778183N", "1", "00")
    assert code.warnings == ()


def test_a_basic_code_with_hyphens_of_its_own():
    code = parse_item_code("G-000007-001-511602000000-000-115113010833722043-1-00")
    assert (code.scheme, code.basic, code.organ) == ("sichuan", "G-000007-001", "115113010833722043")
    assert code.warnings == ("基本编码“G-000007-001”不是12位或14位连续字符",)


def test_codes_of_the_national_platform():
    code = parse_item_code("11440100007482575H3440118009000")
    assert (code.scheme, code.organ, code.level, code.basic) == (
        "national",
        "11440100007482575H",
        "3",
        "440118009000",
    )
    assert parse_item_code("11440100007482575H344011800900001").sub == "01"
    for row in rows_of("data/items/liaoning_item_codes.csv"):
        assert parse_item_code(row["catalog_code"]).basic == row["catalog_code"]


def test_codes_of_gb39046_are_kept_whole():
    assert parse_item_code("0100123456").basic == "0100123456"
    long = parse_item_code("010012345600ABCD00000001")
    assert (long.scheme, long.basic) == ("gb39046", "")


@pytest.mark.parametrize("raw", ["", "  ", "无", "511-", "----", "１２３-abc"])
def test_what_no_scheme_knows_is_kept(raw):
    code = parse_item_code(raw)
    assert (code.scheme, code.raw) == ("unknown", raw)
    assert code.warnings


def test_full_width_and_lower_case_are_tidied_and_said():
    code = parse_item_code(" 511Z07001006－511602000000-000-11511301008778183n-1-00")
    assert code.organ == "11511301008778183N"
    assert code.warnings == ("编码含小写字母、全角字符或空格，已整理后解析",)


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(raw):
    assert parse_item_code(raw).raw == raw


def test_case_numbers_of_real_items_fit_and_differ(guangan):
    parts = [case_item_part(code, "511602", row["item_name"]) for row, code in guangan]
    assert Counter(map(len, parts)) == {33: 709, 31: 262, 14: 164}
    numbers = [case_number(part, date(2026, 3, 2), 252, 99_999) for part in parts]
    assert max(map(len, numbers)) <= 50
    assert len(set(parts)) == len({row["item_code"].strip().upper() for row, _ in guangan})


def test_an_item_without_code_is_named_by_region_and_hash():
    part = case_item_part(None, "511502", "食品经营许可")
    assert part.startswith("511502") and len(part) == 14
    assert part == case_item_part(None, "511502", "食品经营许可")
    assert part != case_item_part(None, "511502", "食品生产许可")


def test_a_case_number_is_never_cut():
    assert case_number("51150212345678", date(2026, 3, 2), 7, 1) == "511502123456782026030200700001"
    assert case_number("X", date(2026, 3, 2), 7, 123_456).endswith("007123456")


@pytest.mark.parametrize(("centre", "serial"), [(1000, 1), (-1, 1), (1, 0)])
def test_a_case_number_refuses_what_would_be_ambiguous(centre, serial):
    with pytest.raises(ValueError, match="序号|流水号"):
        case_number("X", date(2026, 3, 2), centre, serial)


def test_credit_codes_agree_with_the_published_vectors():
    rows = rows_of("data/vectors/uscc.csv")
    assert len(rows) == 315
    differ = [r["code"] for r in rows if bool(check_credit_code(r["code"])) != (r["gb32100_formula"] != "ok")]
    assert differ == []


def test_early_pilot_codes_are_warned_of_as_such():
    genuine = "91350211M00013FA1N"
    assert check_credit_code(genuine) == ["统一社会信用代码校验位不符（个别早期试点代码如此，请核对证照）"]


@pytest.mark.parametrize(
    ("code", "word"), [("9152", "18位"), ("91152201O78377449P", "不允许"), ("911522010783774490", "校验位")]
)
def test_a_wrong_credit_code_says_what_is_wrong(code, word):
    assert word in check_credit_code(code)[0]


def test_resident_ids():
    assert check_resident_id("11010519491231002X") == []
    assert check_resident_id("11010519491231002x") == []
    assert check_resident_id("110105194912310021") == ["公民身份号码校验位不符"]
    assert "18位" in check_resident_id("110105491231002")[0]
    assert check_resident_id("11010519490231002X")[0] == "公民身份号码中的出生日期不存在"
    assert "公民身份号码中的出生日期不存在" in check_resident_id("110105184912310020")
    assert "公民身份号码中的出生日期不存在" not in check_resident_id("110105185012310020")


def test_any_single_wrong_digit_of_a_resident_id_is_found():
    good = "11010519491231002X"
    for at in range(17):
        for digit in "0123456789".replace(good[at], ""):
            assert check_resident_id(good[:at] + digit + good[at + 1 :])


def test_project_codes():
    samples = json.loads(shared("data/cases/real_case_samples.json").read_text(encoding="utf-8"))["cases"]
    real = [case["project_code"] for case in samples if "project_code" in case]
    assert len(real) == 4
    assert all(check_project_code(code) == [] for code in real)
    assert "24位" in check_project_code("2505-33035-04-01-274607")[0]
    assert "时间段" in check_project_code("2513-330354-04-01-274607")[0]


def test_every_place_of_sichuan_has_its_level_and_lies_in_its_parent():
    rows = rows_of("data/divisions/sichuan_divisions.csv")
    assert len(rows) == 3316
    for row in rows:
        assert region_level(row["code12"]) == region_level(row["code"]) == row["level"]
        assert contains(row["parent"] or "100000", row["code12"])
        assert not row["parent"] or not contains(row["code12"], row["parent"])


def test_places_hold_each_other_by_their_digits():
    chain = ["100000", "510000", "511500", "511502", "511502001000", "511502001003"]
    for at, outer in enumerate(chain):
        assert all(contains(outer, inner) for inner in chain[at:])
        assert not any(contains(outer, inner) for inner in chain[:at])
    assert contains("511502000000", "511502") and contains("511502", "511502000000")
    assert not contains("511502", "511503")
    assert not contains("510100", "511502")


def test_levels_have_chinese_names():
    assert region_level("511502001003") == "village"
    assert region_level("000000") == "country"
    assert codes.REGION_LEVELS[region_level("511502")] == "县级"


@pytest.mark.parametrize("code", ["", "5115", "51150A", "5115020010001"])
def test_what_is_not_a_place_is_refused(code):
    with pytest.raises(ValueError, match="区划代码"):
        region_level(code)


def test_tables_of_the_standard():
    assert codes.ITEM_TYPES["01"] == "行政许可" and len(codes.ITEM_TYPES) == 11
    assert list(codes.SATISFACTION.values()) == "非常满意 满意 基本满意 不满意 非常不满意".split()
    assert [len(table) for table in (codes.LEVELS, codes.ORGAN_STANDINGS, codes.SERVED)] == [6, 3, 6]
    assert [len(table) for table in (codes.CHANNELS, codes.KINDS, codes.SPECIAL_PROCEDURES)] == [4, 2, 2]
