"""法务集聚区: the legal bodies that sit in one centre of 宜宾, as the article tells of it."""

import datetime as dt

from yuanban.demo.province import kept
from yuanban.demo.province.seats import body
from yuanban.places.models import Body
from yuanban.residents.models import Institution

WHERE = "511500"
HERE = {
    "court": ("商事法庭", "知识产权审判点"), "procuratorate": ("检务中心", "涉企检察服务站"),
    "notary": ("第一公证处", "第二公证处"), "mediation": ("商事调解中心", "劳动争议调解委员会", "知识产权调解委员会", "金融纠纷调解中心", "物业纠纷调解室", "行业调解联合会"),
    "arbitration": ("仲裁委员会分会", "劳动人事仲裁院"), "legal-aid": ("法律援助工作站", "公共法律服务中心", "律师值班站"),
}  # fmt: skip


def fill(province, year):
    seat = next((one for one in province.open() if one.city.code == WHERE), None)
    if seat is None:
        return
    bodies: list = []
    rows: list = []
    for kind, names in HERE.items():
        for name in names:
            one = body(
                f"legal-{len(bodies)}",
                f"{seat.city.name}样例{name}（演示）",
                f"样例{name}",
                "institution",
                "prefecture",
                [WHERE],
            )
            bodies.append(one)
            rows.append((one, kind))
    Body.objects.bulk_create(bodies)
    kept.told(
        [
            Institution(
                body=one, centre=seat.centre, kind=kind, place=f"二楼{n + 1}号", phone="028-00000000", hours="工作日", about="为园区企业提供法律服务。",
                matters=["咨询", "受理"], since=dt.date(2023, 6, 1),
            )
            for n, (one, kind) in enumerate(rows)
        ],
        [("institution.settled", province.founder, {}, {})],
    )  # fmt: skip
