"""The codes of items, cases, organs, people, projects and places. What does not parse is kept, with warnings.

Item codes: GB/T 39046-2020, C0109 (national platform), and the form live in Sichuan. Regions: GB/T 2260.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256

ITEM_TYPES = {
    "01": "行政许可",
    "02": "行政处罚",
    "03": "行政强制",
    "04": "行政征收",
    "05": "行政给付",
    "06": "行政检查",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}
LEVELS = {"1": "国家级", "2": "省级", "3": "市级", "4": "县级", "5": "镇（乡、街道）级", "6": "村（社区）级"}
ORGAN_STANDINGS = {"1": "法定机关", "2": "授权组织", "3": "受委托组织"}
SERVED = {"1": "自然人", "2": "企业法人", "3": "事业法人", "4": "社会组织法人", "5": "行政机关", "6": "其他组织"}
CHANNELS = {"1": "窗口", "2": "电脑端", "3": "移动端", "4": "快递"}
KINDS = {"1": "即办件", "2": "承诺件"}
SPECIAL_PROCEDURES = {"1": "延长审批", "2": "其他"}
SATISFACTION = {"1": "非常满意", "2": "满意", "3": "基本满意", "4": "不满意", "5": "非常不满意"}

# -- items ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ItemCode:
    """An item code as given and as far as it parses; parts that are not known are empty.

    scheme: sichuan · national (31/33, or the basic 12) · gb39046 · local · unknown.
    """

    raw: str
    scheme: str
    basic: str = ""
    region: str = ""
    delegate: str = ""
    organ: str = ""
    level: str = ""
    sub: str = ""
    warnings: tuple[str, ...] = ()


_Parser = Callable[[str, re.Match[str]], ItemCode]

_SICHUAN = re.compile(
    r"(?P<basic>.+)-(?P<region>\d{12})-(?P<delegate>\d{3})-(?P<organ>.+)-(?P<level>\d)-(?P<sub>\d{2})"
)
_NATIONAL = re.compile(r"(?P<organ>[0-9A-Z]{18})(?P<level>[1-6])(?P<basic>[0-9A-Z]{12})(?P<sub>[0-9A-Z]{2})?")
_NATIONAL_BASIC = re.compile(r"(?P<basic>\d{12})")
_GB39046 = re.compile(r"[0-9A-Z]{1,24}")
_LOCAL = re.compile(r"(?P<basic>[0-9A-Z]+-\d+-\d+)-(?P<organ>[0-9A-Z]+)")


def _sichuan(raw: str, match: re.Match[str]) -> ItemCode:
    parts = match.groupdict()
    return ItemCode(
        raw, "sichuan", **parts, warnings=(*_basic_warnings(parts["basic"]), *_organ_warnings(parts["organ"]))
    )


def _national(raw: str, match: re.Match[str]) -> ItemCode:
    parts = match.groupdict(default="")
    return ItemCode(raw, "national", **parts, warnings=tuple(_organ_warnings(parts["organ"])))


def _national_basic(raw: str, match: re.Match[str]) -> ItemCode:
    return ItemCode(raw, "national", basic=match["basic"], warnings=("只有基本编码，没有实施机构和行使层级",))


def _gb39046(raw: str, match: re.Match[str]) -> ItemCode:
    basic = match[0] if len(match[0]) <= 10 else ""
    return ItemCode(raw, "gb39046", basic=basic, warnings=("编码内部结构由编制单位自定，未拆分",))


def _local(raw: str, match: re.Match[str]) -> ItemCode:
    lacks = "编码缺少区划、行使层级和子项段，按本地编码保存"
    return ItemCode(raw, "local", **match.groupdict(), warnings=(lacks, *_organ_warnings(match["organ"])))


_SCHEMES: tuple[tuple[re.Pattern[str], _Parser], ...] = (
    (_SICHUAN, _sichuan),
    (_NATIONAL, _national),
    (_NATIONAL_BASIC, _national_basic),
    (_GB39046, _gb39046),
    (_LOCAL, _local),
)


def parse_item_code(raw: str) -> ItemCode:
    """Reads a code of any scheme. Never raises: what does not fit is kept whole, with warnings in Chinese."""
    code = _tidy(raw)
    for pattern, parser in _SCHEMES:
        if match := pattern.fullmatch(code):
            return _noting_tidied(parser(raw, match), code)
    return ItemCode(raw, "unknown", warnings=("编码不符合任何已知规则，按原样保存" if code else "编码为空",))


def _tidy(code: str) -> str:
    return "".join(unicodedata.normalize("NFKC", code).split()).upper()


def _noting_tidied(parsed: ItemCode, code: str) -> ItemCode:
    if parsed.raw == code:
        return parsed
    return replace(parsed, warnings=(*parsed.warnings, "编码含小写字母、全角字符或空格，已整理后解析"))


def _basic_warnings(basic: str) -> list[str]:
    if len(basic) in (12, 14) and "-" not in basic:
        return []
    return [f"基本编码“{basic}”不是12位或14位连续字符"]


def _organ_warnings(organ: str) -> list[str]:
    if "-" in organ:
        return [f"机构段“{organ}”内有连字符"]
    if len(organ) != 18:
        return [f"机构段“{organ}”为{len(organ)}位，应为18位统一社会信用代码"]
    return [f"机构段“{organ}”：{problem}" for problem in check_credit_code(organ)]


# -- cases ---------------------------------------------------------------------------------------------------


def case_item_part(item_code: ItemCode | None, region6: str, name: str) -> str:
    """The item's part of a case number: its 31- or 33-character code when whole, else region 6 + hash 8."""
    if item_code and len(item_code.organ) == 18 and item_code.level and item_code.basic.isalnum():
        part = item_code.organ + item_code.level + item_code.basic
        if item_code.scheme == "national":
            part += item_code.sub
        if len(part) in (31, 33):
            return part
    seed = f"{item_code.raw if item_code else ''}|{name}"
    return region6 + sha256(seed.encode()).hexdigest()[:8].upper()


def case_number(item_part: str, day: date, centre_no: int, serial: int) -> str:
    """办件编号: item part, yyyymmdd, centre (3 digits), serial of the centre and day (5 digits, more when needed)."""
    if not 0 <= centre_no <= 999:
        raise ValueError(f"中心序号应在0至999之间，不能是{centre_no}。")
    if serial < 1:
        raise ValueError(f"办件流水号从1开始，不能是{serial}。")
    return f"{item_part}{day:%Y%m%d}{centre_no:03d}{serial:05d}"


# -- organisations, people, projects ---------------------------------------------------------------------------

_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROJECT = re.compile(r"(?P<time>\d{4})-(?P<region>\d{6})-(?P<dept>\d{2})-(?P<kind>\d{2})-(?P<tail>\d{5}[0-9X])")


def credit_check(body: str) -> str:
    """The check character after the first 17 of a unified social credit code (GB 32100)."""
    return _CREDIT[-sum(_CREDIT.index(char) * pow(3, place, 31) for place, char in enumerate(body)) % 31]


def check_credit_code(code: str) -> list[str]:
    """What is wrong with a unified social credit code (GB 32100); empty when nothing is.

    A wrong check character is a warning, not a refusal: a few genuine codes of the early pilot fail it.
    """
    code = _tidy(code)
    if len(code) != 18:
        return [f"统一社会信用代码应为18位，现为{len(code)}位"]
    if wrong := sorted({char for char in code if char not in _CREDIT}):
        return [f"统一社会信用代码含有不允许的字符：{'、'.join(wrong)}"]
    if credit_check(code[:17]) != code[17]:
        return ["统一社会信用代码校验位不符（个别早期试点代码如此，请核对证照）"]
    return []


def check_resident_id(number: str) -> list[str]:
    """What is wrong with a resident identity number (GB 11643); empty when nothing is."""
    if not re.fullmatch(r"[0-9]{17}[0-9Xx]", number):
        return ["公民身份号码应为18位，前17位为数字，末位为数字或X"]
    problems = []
    if not _is_birthday(number[6:14]):
        problems.append("公民身份号码中的出生日期不存在")
    total = sum(int(digit) * weight for digit, weight in zip(number, _RESIDENT_WEIGHTS, strict=False))
    if "10X98765432"[total % 11] != number[17].upper():
        problems.append("公民身份号码校验位不符")
    return problems


def _is_birthday(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1850
    except ValueError:
        return False


def check_project_code(code: str) -> list[str]:
    """What is wrong with an investment project code (GB/T 40058-2021), by its shape only.

    Time is four digits, a year in older codes and year-month (yymm) in newer ones. How the last character is computed
    is not public, so it is not checked.
    """
    match = _PROJECT.fullmatch(code)
    if not match:
        return ["投资项目代码应为24位，形如2505-510100-04-01-123456"]
    time = match["time"]
    if time[:2] != "20" and not 1 <= int(time[2:]) <= 12:
        return [f"投资项目代码的时间段“{time}”既不是年份也不是年月"]
    return []


# -- electronic certificates -----------------------------------------------------------------------------------

CERTIFICATE_ROOT = "1.2.156.3005.2"
_ALNUM = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_IDENTIFIER = re.compile(re.escape(CERTIFICATE_ROOT) + r"((?:\.[0-9A-Z]+){4})\.([0-9A-Z])")


def check_character(text: str) -> str:
    """The check character of ISO 7064 MOD 37,36 for digits and capital letters."""
    held = 36
    for char in text:
        held = (held + _ALNUM.index(char)) % 36 or 36
        held = held * 2 % 37
    return _ALNUM[(37 - held) % 36]


def certificate_identifier(kind: str, organ: str, serial: str, version: int = 1) -> str:
    """电子证照标识 (GB/T 36904): root.kind.organ.serial.version.check; the check character covers all but root and dots."""
    parts = [kind, organ, serial, f"{version:03d}"]
    return ".".join([CERTIFICATE_ROOT, *parts, check_character("".join(parts))])


def check_certificate_identifier(text: str) -> list[str]:
    """What is wrong with an identifier of an electronic certificate; empty when nothing is.

    A wrong check character is a warning, not a refusal: some that were really issued fail it.
    """
    match = _IDENTIFIER.fullmatch(_tidy(text))
    if not match:
        return [f"电子证照标识应形如{CERTIFICATE_ROOT}.类型.颁发机构.顺序号.版本号.校验位"]
    right = check_character(match[1].replace(".", ""))
    return [] if right == match[2] else ["电子证照标识校验位不符（个别已颁发的证照如此，请核对证照）"]


# -- places ----------------------------------------------------------------------------------------------------

REGION_LEVELS = {
    "country": "全国",
    "province": "省级",
    "prefecture": "市级",
    "county": "县级",
    "township": "乡级",
    "village": "村级",
}
_WIDTHS = {0: "country", 2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}


@lru_cache(maxsize=1 << 16)
def stem(code: str) -> str:
    """The digits that say where: the code without the zeros that fill it up."""
    if not re.fullmatch(r"\d{6}|\d{9}|\d{12}", code):
        raise ValueError(f"区划代码应为6、9或12位数字，不能是“{code}”。")
    if code[:6] in ("000000", "100000"):
        return ""
    for width in (2, 4, 6, 9):
        if not code[width:].strip("0"):
            return code[:width]
    return code


def region_level(code: str) -> str:
    """The level of a GB/T 2260 code of 6, 9 or 12 digits, a key of REGION_LEVELS; 000000 and 100000: the country."""
    return _WIDTHS[len(stem(code))]


def contains(outer: str, inner: str) -> bool:
    """Whether one place holds another, or is the same: 510000 ⊃ 511500 ⊃ 511502 ⊃ 511502001000."""
    return stem(inner).startswith(stem(outer))
