"""Names for a whole province. The 21 prefectures are the real ones; everything below them is invented and says so."""

from itertools import product

from yuanban.law.codes import credit_check

PREFECTURES = {
    "510100": ("成都市", "成都", 40),
    "510300": ("自贡市", "自贡", 9),
    "510400": ("攀枝花市", "攀枝花", 6),
    "510500": ("泸州市", "泸州", 12),
    "510600": ("德阳市", "德阳", 14),
    "510700": ("绵阳市", "绵阳", 17),
    "510800": ("广元市", "广元", 10),
    "510900": ("遂宁市", "遂宁", 10),
    "511000": ("内江市", "内江", 9),
    "511100": ("乐山市", "乐山", 12),
    "511300": ("南充市", "南充", 16),
    "511400": ("眉山市", "眉山", 10),
    "511500": ("宜宾市", "宜宾", 15),
    "511600": ("广安市", "广安", 10),
    "511700": ("达州市", "达州", 13),
    "511800": ("雅安市", "雅安", 8),
    "511900": ("巴中市", "巴中", 8),
    "512000": ("资阳市", "资阳", 7),
    "513200": ("阿坝藏族羌族自治州", "阿坝", 7),
    "513300": ("甘孜藏族自治州", "甘孜", 6),
    "513400": ("凉山彝族自治州", "凉山", 13),
}
DIGITS = "一二三四五六七八九"
KIND_WORDS = {
    "etdz": ("经济技术开发区", "经开区"),
    "industrial": ("工业园区", "工业园"),
    "agri": ("现代农业园区", "农业园"),
    "ftz": ("自由贸易试验区协同改革先行区", "自贸区"),
}
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
GIVEN = "安明和竹信江文宁清平林达岷川蜀岭溪泉松柏兰菊梅石田禾稻麦"
TRADES = {
    "酒业": "白酒制造",
    "电池": "锂离子电池制造",
    "食品": "食品制造",
    "机械": "通用设备制造",
    "材料": "新材料制造",
    "农业": "农产品加工",
    "物流": "道路货物运输",
    "电子": "电子元件制造",
    "医药": "医药制造",
    "化工": "化学原料制造",
}
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def numeral(n):
    """1 … 99 in Chinese."""
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens - 1] + "十") + (DIGITS[ones - 1] if ones else "")


def person_name(n):
    """Every given name has 演, as in the town."""
    given = GIVEN[n // len(SURNAMES) % len(GIVEN)]
    return f"{SURNAMES[n % len(SURNAMES)]}演{given}"


def credit_code(kind, region, n):
    """A code with a right check character and DEM in it, so that it is nobody's."""
    body = f"{kind}{region}DEM{base31(n)}"
    return body + credit_check(body)


def base31(n):
    said = ""
    for _ in range(6):
        n, rest = divmod(n, 31)
        said = ALPHABET[rest] + said
    return said


def firm_words(n):
    """-> (distinguishing words, trade)."""
    trades = list(TRADES)
    return f"样例{numeral(n // len(trades) + 1)}号", trades[n % len(trades)]


def matters(subjects, deeds):
    return [f"{subject}{deed}" for subject, deed in product(subjects, deeds)]
