"""The register, the page of one certificate, the holder's cards, the public check: without script, by everyone who may."""

import datetime as dt
import io

import python_calamine

from tests.cast import DAY, at
from tests.certificates.holding import decider, granted, holder, proven
from tests.visitor import Visitor, drawn, hidden, text
from yuanban.accounts.models import Person, Post
from yuanban.cases.models import Case
from yuanban.certificates.actions.tell_holder import tell_holder
from yuanban.certificates.models import Certificate


def official(actor):
    return Visitor(Person.objects.get(pk=actor.person).username)


def test_everyone_sees_how_it_stands_and_no_private_name(town):
    certificate = granted(town)
    everyone = Visitor()
    for key in (certificate.number, certificate.identifier):
        page = text(everyone.get(f"/certificates/{key}/"))
        assert "现在的状态：有效" in page and certificate.holder_name in page and certificate.identifier in page
    assert everyone.get(f"/check/?number={certificate.identifier}").url.endswith(f"{certificate.identifier}/")
    typed = certificate.number.replace("〔", "[").replace("〕", "]")
    assert "证照今天的状态" in text(everyone.get("/check/", {"number": typed}))
    assert everyone.get("/certificates/没有这个号/").status_code == 404
    Certificate.objects.filter(pk=certificate.pk).update(
        enterprise=None, person=Person.objects.get(username="qiye"), holder_name="欧阳明", state="revoked"
    )
    page = text(everyone.get(f"/certificates/{certificate.number}/"))
    assert "欧＊＊" in page and "欧阳明" not in page and "许可已被撤销" in page
    assert "已撤销" in text(everyone.get("/check/", {"number": certificate.number}))


def test_the_holder_asks_for_renewal_from_the_card(town):
    certificate = granted(town, months=3)
    mine = Visitor("qiye")
    cards = mine.get("/my/certificates/")
    assert "即将到期" not in text(cards) and certificate.number in text(cards)
    mine.now = at(DAY + dt.timedelta(days=10))
    cards = mine.get("/my/certificates/")
    assert "即将到期" in text(cards) and "不迟于2027年1月23日" in text(cards)
    address = f"/apply/lingang/{certificate.item_id}/certificate/{certificate.pk}/renewal/"
    assert address in cards.content.decode()
    form = mine.get(address)
    before = Case.objects.get(number=certificate.case_number).form
    assert "（延续）" in text(form) and all(
        str(said) in form.content.decode() for said in before.values() if isinstance(said, str)
    )
    for late, ways in ((at(dt.date(2027, 1, 25)), "renewal"), (at(dt.date(2027, 3, 1)), "change")):
        mine.now = late
        refused = mine.get(address.replace("renewal", ways))
        assert refused.status_code == 409 and "请重新申请" in text(refused)
    assert Visitor("qiye2").get(address).status_code == 404


def test_giving_it_up_goes_through_the_form_without_materials(town):
    certificate = granted(town)
    mine = Visitor("qiye")
    address = f"/apply/lingang/{certificate.item_id}/certificate/{certificate.pk}/cancel/"
    page = mine.get(address)
    assert "原来交过的材料不用再交" in text(page)
    checked = mine.post(address, drawn(page) | {"do": "check"}, follow=True)
    handed = mine.post(checked.request["PATH_INFO"], {"saved": hidden(checked, "saved")}, follow=True)
    case = Case.objects.get(certificate=certificate)
    assert case.number in text(handed) and (case.purpose, case.state) == ("cancel", "applied")
    assert "注销申请正在办理" in text(mine.get("/my/certificates/"))
    assert certificate.number in text(mine.get(f"/cases/{case.number}/"))
    assert proven() == []


def test_the_organ_tells_hears_and_suspends_on_the_page(town):
    certificate = granted(town)
    officer = official(decider(town, certificate))
    page = officer.get(f"/desk/certificates/{certificate.number}/")
    where = f"/desk/certificates/{certificate.number}"
    version = hidden(page, "version")
    typed = {"version": version, "tell-ground": "suspend:unfit", "tell-reasons": "冷链设备停用。"}
    wrong = officer.post(f"{where}/tell/", typed)
    assert wrong.status_code == 409 and "没有写明所依据的法律" in text(wrong) and "冷链设备停用。" in text(wrong)
    done = officer.post(f"{where}/tell/", typed | {"tell-basis": "《食品安全法》第三十三条"}, follow=True)
    assert "已告知持证人" in text(done)
    mine = Visitor("qiye")
    asked = mine.get(f"/my/certificates/{certificate.number}/")
    assert "冷链设备停用" in text(asked)
    assert (
        mine.post(f"/my/certificates/{certificate.number}/", {"version": hidden(asked, "version")}).status_code == 422
    )
    mine.post(
        f"/my/certificates/{certificate.number}/", {"version": hidden(asked, "version"), "said": "设备已经修好。"}
    )
    stale = officer.post(
        f"{where}/suspend/", {"version": version, "suspend-ground": "unfit", "suspend-reasons": "复查不合格。"}
    )
    assert stale.status_code == 409
    ready = officer.get(f"{where}/")
    assert "设备已经修好" in text(ready)
    typed = {"version": hidden(ready, "version"), "suspend-ground": "unfit", "suspend-reasons": "复查不合格。"}
    done = officer.post(f"{where}/suspend/", typed | {"suspend-basis": "《食品安全法》第三十三条"}, follow=True)
    assert "暂停效力" in text(done) and "已暂停" in text(done)
    case = Case.objects.get(number=certificate.case_number)
    assert "已暂停" in text(officer.get(f"/desk/cases/{case.number}/"))
    clerk = official(town.clerk(case))
    seen = clerk.get(f"{where}/")
    assert "没有可以对这份证照办理的步骤" in text(seen) and "没有“决定”职责" in text(seen)
    assert clerk.post(f"{where}/restore/", {"version": hidden(ready, "version")}).status_code in (403, 409)
    assert Visitor("qiye").get("/desk/certificates/").status_code == 403


def test_the_register_is_searched_filtered_and_exported(town):
    certificate, other = granted(town), granted(town, months=2)
    officer = official(decider(town, certificate))
    page = text(officer.get("/desk/certificates/"))
    assert certificate.number in page and other.number in page
    assert certificate.number not in text(officer.get("/desk/certificates/", {"stands": "expiring"}))
    assert other.number in text(officer.get("/desk/certificates/", {"soon": "90", "q": other.holder_name[:4]}))
    assert "没有符合条件的证照" in text(officer.get("/desk/certificates/", {"q": "没有这家企业"}))
    made = officer.get("/desk/certificates.xlsx", {"stands": "expiring"}).content
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[3:]] == [other.number]
    stranger = Post.objects.filter(role="approver", body__code="ja-amr").first().person.username
    assert Visitor(stranger).get(f"/desk/certificates/{certificate.number}/").status_code == 404


def test_a_holder_of_another_firm_finds_nothing(town):
    certificate = granted(town)
    tell_holder(decider(town, certificate), certificate.number, "revoke", "fraud", "材料不实。")
    assert Visitor("qiye2").get(f"/my/certificates/{certificate.number}/").status_code == 404
    assert "您的意见" in text(Visitor("qiye").get(f"/my/certificates/{certificate.number}/"))
    assert holder().enterprises
