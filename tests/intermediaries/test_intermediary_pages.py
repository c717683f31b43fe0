"""The pages of intermediaries: by which law, who chooses, and the proof that nobody ranks."""

from tests.intermediaries.test_choosing import TERMS, entered, service
from tests.visitor import Visitor, drawn, hidden, text
from yuanban.intermediaries.actions.keep_services import require_service
from yuanban.intermediaries.models import Draw, Offer, Order


def test_from_the_case_to_the_rating(town):
    item = town.item("食品经营许可", "cp-amr")
    found = service(town)
    require_service(town.actor("admin"), found, item, "《样例条例》", "第九条", own=True)
    case = town.apply("lingang", item)
    owner = Visitor(next(p.username for p in case.enterprise.members.all()))
    assert "《样例条例》第九条" in text(owner.get(f"/cases/{case.number}/"))
    assert "不得指定、推荐" in text(Visitor("chuangkou").get(f"/desk/cases/{case.number}/"))
    entered(town, "zhongjie", "zhongjie2")
    said = {"service": "eia", "text": "编制报告表一份", "enterprise": case.enterprise_id, "case": case.number}
    page = owner.post("/my/services/new/", said).headers["Location"]
    listed = owner.get(page)
    assert "checked" not in listed.content.decode() and "和好坏无关" in text(listed)
    code = Draw.objects.get(pk=hidden(listed, "draw")).shown[0]
    owner.post(page, {"draw": hidden(listed, "draw"), "version": hidden(listed, "version"), "code": code})
    order = Order.objects.get()
    broker = Visitor(order.chosen.enterprise.members.first().username)
    assert order.number in text(broker.get("/my/intermediary/"))
    mine = f"/my/services/{order.number}/"
    wrong = broker.post(f"{mine}offer/", {"version": order.version, "price": "很多", "due_on": "", "terms": ""})
    assert wrong.status_code == 422 and "请用整数填写价款" in text(wrong)

    def do(who, verb, **said):
        version = Order.objects.get().version
        return who.post(f"{mine}{verb}/", {"version": version, **said})

    do(broker, "offer", price="9000", due_on="2026-12-20", terms="一式三份")
    do(owner, "sign")
    do(broker, "deliver", result="报批稿")
    do(owner, "rate", level="1", said="按时")
    assert "按时" in text(owner.get(mine)) and Order.objects.get().state == "rated"
    assert owner.get("/my/services/").status_code == broker.get("/my/services/").status_code == 200
    assert Visitor("qiye9").get(mine).status_code == 404


def test_an_intermediary_enters_and_is_checked_on_fixed_grounds(town):
    found = service(town, "资质证书")
    firm, boss = Visitor("zhongjie"), Visitor("guanli1")
    code = town.actor("zhongjie").enterprises[0]
    firm.post(
        "/my/intermediary/", {"do": "enter", "enterprise": code, "about": "环境技术咨询", "phone": "138-0000-0300"}
    )
    wrong = firm.post("/my/intermediary/", {"do": "offer", "service": "eia", **TERMS, "licence": ""})
    assert wrong.status_code == 422 and "资质证书" in text(wrong)
    firm.post("/my/intermediary/", {"do": "offer", "service": "eia", **TERMS})
    row = Offer.objects.get()
    assert "还没有机构提供" in text(Visitor().get(f"/intermediaries/{found.code}/"))
    refused = boss.post(
        "/desk/intermediaries/offers/",
        {"offer": row.pk, "version": row.version, "result": "struck", "note": "名额满了"},
    )
    assert refused.status_code == 409 and "只能以" in text(refused)
    boss.post(
        "/desk/intermediaries/offers/", {"offer": row.pk, "version": row.version, "result": "listed", "note": "可查"}
    )
    page = Visitor().get(f"/intermediaries/{found.code}/")
    assert "样例环境技术" in text(page)
    shown = Draw.objects.latest("pk")
    proof = Visitor().get(f"/intermediaries/draws/{shown.pk}/")
    assert "次序一致" in text(proof) and shown.seed in text(proof)
    assert "全部与种子推算的次序一致" in text(Visitor("shenji").get("/desk/intermediaries/draws/?service=eia"))


def test_the_table_of_what_may_be_asked(town):
    found, item = service(town), town.item("食品经营许可", "cp-amr")
    keeper = Visitor("admin")
    said = {"service": found.code, "item": item.code, "law": "", "article": ""}
    refused = keeper.post("/desk/intermediaries/needs/", said)
    assert refused.status_code == 409 and "应当有法律、法规" in text(refused)
    keeper.post("/desk/intermediaries/needs/", said | {"law": "《样例条例》", "article": "第九条"})
    assert "《样例条例》第九条" in text(Visitor().get("/intermediaries/"))
    assert "没有这样的服务" in text(Visitor().get("/intermediaries/?q=没有这样的"))
    page = keeper.get("/desk/intermediaries/needs/")
    assert drawn(page) is not None and "不再要求" in text(page)
    assert "不再要求" not in text(Visitor("guanli1").get("/desk/intermediaries/needs/"))
