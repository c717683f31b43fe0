"""The pages of resident institutions: today's duty for everyone, the thread for those on it, numbers for the office."""

from tests.residents.cast import SAID, institutions, opened
from tests.visitor import Visitor, drawn, text
from yuanban.residents.models import Dispute, Institution

ROSTER = {"name": "沈演衡", "first": "2026-11-23", "last": "2026-11-27", "from_time": "09:00", "to_time": "17:00"}


def test_the_manager_registers_and_everyone_sees_who_is_on_duty(town):
    boss, stranger = Visitor("guanli1"), Visitor()
    assert "还没有登记驻场机构" in text(stranger.get("/residents/?park=lingang"))
    said = {
        "body": "lg-mediation",
        "kind": "mediation",
        "place": "二楼四号",
        "phone": "0831-0000160",
        "hours": "工作日",
        "about": "商事调解",
        "matters": "",
    }
    wrong = boss.post("/desk/institutions/new/", said)
    assert wrong.status_code == 422 and "商事调解" in wrong.content.decode()
    boss.post("/desk/institutions/new/", said | {"matters": "合同纠纷调解\n欠款调解"})
    one = Institution.objects.get()
    mediator = Visitor("tiaojie")
    assert mediator.get("/desk/").headers["Location"] == "/desk/residents/"
    assert mediator.post(f"/desk/residents/{one.pk}/roster/", ROSTER | {"name": ""}).status_code == 422
    mediator.post(f"/desk/residents/{one.pk}/roster/", ROSTER)
    page = text(stranger.get("/residents/?park=lingang"))
    assert "今天值班：沈演衡 09:00—17:00" in page
    assert "欠款调解" in text(stranger.get(f"/residents/{one.pk}/"))
    changed = drawn(boss.get(f"/desk/institutions/{one.pk}/")) | {"place": "二楼五号"}
    boss.post(f"/desk/institutions/{one.pk}/", changed)
    assert "二楼五号" in text(stranger.get(f"/residents/{one.pk}/"))


def test_a_dispute_from_the_firm_to_two_institutions(town):
    here = institutions(town)
    owner, firm = Visitor("qiye"), town.actor("qiye").enterprises[0]
    form = SAID | {"enterprise": firm, "institution": here["mediation"].pk}
    refused = owner.post("/my/disputes/new/", form | {"consent": ""})
    assert refused.status_code == 409 and "双方自愿" in text(refused) and "货款拖欠" in refused.content.decode()
    page = owner.post("/my/disputes/new/", form).headers["Location"]
    found = Dispute.objects.get()
    mediator, notary = Visitor("tiaojie"), Visitor("gongzheng")
    desk = f"/desk/residents/disputes/{found.number}/"
    assert "货款拖欠" in text(mediator.get("/desk/residents/")) and notary.get(desk).status_code == 404

    def do(who, verb, **said):
        return who.post(f"{desk}{verb}/", {"version": Dispute.objects.get().version, **said})

    do(mediator, "take")
    assert do(mediator, "send", institution=here["notary"].pk).status_code == 422
    owner.post(f"{page}say/", {"text": "带合同原件来。"})
    assert "带合同原件来" in text(mediator.get(desk))
    do(mediator, "send", institution=here["notary"].pk, note="双方要求公证。")
    do(notary, "take")
    do(notary, "settle", agreed_on="2026-11-23", note="已出具公证书。")
    shown = text(owner.get(page))
    assert "沈演衡签收" in shown and "夏演衡签收" in shown and "已出具公证书" in shown
    assert found.number in text(owner.get("/my/disputes/"))
    office = text(Visitor("guanli1").get("/desk/institutions/"))
    assert found.number in office and "货款拖欠" not in office and "样例买方甲" not in office
    for stranger in ("guanli1", "shenji", "chuangkou"):
        assert Visitor(stranger).get(desk).status_code == 403


def test_a_case_is_referred_and_the_file_shows_only_that_it_was(town):
    here = institutions(town)
    case = town.apply("lingang", town.item("食品经营许可", "cp-amr"))
    clerk = Visitor("chuangkou")
    form = SAID | {"case": case.number, "institution": here["mediation"].pk}
    wrong = clerk.post("/desk/referrals/", form)
    assert wrong.status_code == 422 and "征得当事人同意" in text(wrong)
    clerk.post("/desk/referrals/", form | {"agreed": "1"})
    shown = text(clerk.get(f"/desk/cases/{case.number}/"))
    assert Dispute.objects.get().number in shown and "货款拖欠" not in shown
    opened(town, here["court"])
    assert "待签收" in text(Visitor("fating").get("/desk/residents/"))
