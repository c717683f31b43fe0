"""/desk/instruments/, seals and arrangements: papers, their life, and what they carry."""

import datetime as dt

from tests.cases.desk import desk, text
from yuanban.mandates.life import LIVES, life, living
from yuanban.mandates.models import Arrangement, Instrument, Seal

UNPUBLISHED = "ent-eia-lingang"


def paper(code=UNPUBLISHED):
    return Instrument.objects.get(code=code)


def move(client, verb, code=UNPUBLISHED, **fields):
    given = {f"{verb}-{key}": value for key, value in fields.items()}
    return client.post(f"/desk/instruments/{code}/{verb}/", {"version": paper(code).version} | given)


def test_the_life_read_from_days_is_the_one_the_database_finds(town):
    papers = list(Instrument.objects.all())
    for year in (2024, 2025, 2026, 2027, 2030):
        day = dt.date(year, 7, 1)
        lives = {one.code: life(one, day) for one in papers}
        for name in LIVES:
            found = set(Instrument.objects.filter(living(name, day)).values_list("code", flat=True))
            assert found == {code for code, said in lives.items() if said == name}, (name, day)


def test_every_official_reads_them_and_only_managers_move_them(town):
    page = desk("yuanqu").get(f"/desk/instruments/{UNPUBLISHED}/")
    assert "已签署未公布" in text(page)
    assert "instruments/ent-eia-lingang/publish/" not in page.content.decode()
    assert move(desk("yuanqu"), "publish", day="2026-11-23", where="市政府网站").status_code == 403
    assert paper().state == "signed"


def test_publishing_makes_the_entrustment_work(town):
    manager = desk("guanli1")
    item = paper().items.get()
    assert "委托尚未公告" in text(manager.get(f"/desk/arrangements/?q={item.name[:8]}"))
    assert move(manager, "publish", day="2026-11-23", where="").status_code == 422
    assert move(manager, "publish", day="2026-11-23", where="宜宾市人民政府网站").status_code == 302
    assert life(paper(), dt.date(2026, 11, 23)) == "force"
    assert "委托尚未公告" not in text(manager.get(f"/desk/arrangements/?q={item.name[:8]}"))


def test_a_revocation_needs_its_reason_and_is_said(town):
    manager = desk("guanli1")
    assert move(manager, "revoke", day="2026-11-23", reason="").status_code == 422
    assert move(manager, "revoke", day="2026-11-23", reason="职责调整").status_code == 302
    page = text(manager.get(f"/desk/instruments/{UNPUBLISHED}/"))
    assert "已撤销" in page
    assert "职责调整" in page
    assert move(manager, "publish", day="2026-11-24", where="网站").status_code == 409


def test_two_at_once_on_one_paper(town):
    stale = {"version": paper().version - 1, "revoke-day": "2026-11-23", "revoke-reason": "职责调整"}
    answer = desk("guanli1").post(f"/desk/instruments/{UNPUBLISHED}/revoke/", stale)
    assert answer.status_code == 409
    assert "职责调整" in answer.content.decode()


def drafted(**fields):
    source = paper()
    given = {
        "kind": "entrustment",
        "title": "新委托书",
        "code": "weituo-new",
        "grantor": source.grantor.code,
        "to": source.to.code,
        "powers": ["accept", "review"],
        "territory": "511502",
        "items": [source.items.get().pk],
    }
    return given | fields


def test_from_draft_to_signature_the_law_is_asked(town):
    manager = desk("guanli1")
    assert manager.post("/desk/instruments/new/", drafted(code="大写 A")).status_code == 422
    assert "没有这个行政区划" in text(manager.post("/desk/instruments/new/", drafted(territory="火星")))
    assert manager.post("/desk/instruments/new/", drafted()).url == "/desk/instruments/weituo-new/"
    answer = move(manager, "sign", "weituo-new", day="2026-11-23")
    assert answer.status_code == 409
    assert "委托缺少法定依据" in text(answer)
    assert manager.post("/desk/instruments/new/", drafted(code="weituo-two", basis="某条例第四条")).status_code == 302
    assert move(manager, "sign", "weituo-two", day="2026-11-23").status_code == 302
    assert paper("weituo-two").state == "signed"


def test_a_seal_is_registered_with_its_items(town):
    source = paper()
    form = {
        "name": "审批专用章（9）",
        "code": "seal-nine",
        "kind": "approval",
        "of": source.grantor.code,
        "kept_by": source.to.code,
    }
    manager = desk("guanli1")
    assert manager.post("/desk/seal-register/new/", form).status_code == 422
    assert manager.post("/desk/seal-register/new/", form | {"items": [source.items.get().pk]}).status_code == 302
    assert Seal.objects.get(code="seal-nine").items.count() == 1
    assert "审批专用章（9）" in text(manager.get("/desk/seal-register/?q=（9）"))


def test_the_wished_mode_is_changed_by_those_of_the_park(town):
    one = Arrangement.objects.filter(park__code="lingang", to_date__isnull=True).first()
    form = {"mode": "offline-agency", "from-day": "2026-11-23"}
    address = f"/desk/arrangements/lingang/{one.item_id}/"
    assert desk("guanli2").post(address, form).status_code == 403
    assert desk("yuanqu").post(address, form).status_code == 403
    assert desk("guanli1").post(address, form | {"mode": "没有的方式"}).status_code == 422
    assert desk("guanli1").post(address, form).status_code == 302
    assert (
        Arrangement.objects.get(park__code="lingang", item=one.item_id, to_date__isnull=True).mode == "offline-agency"
    )


def test_arrangements_say_what_is_proven_or_which_rule_fails(town):
    words = text(desk("guanli1").get("/desk/arrangements/")) + text(desk("guanli1").get("/desk/arrangements/?page=2"))
    assert "做得到" in words
    assert "授权文件不在有效期内" in words
    assert "看情况" in words


def test_what_is_integrated_says_how_it_goes_alone(town):
    page = text(desk("guanli1").get("/desk/arrangements/?mode=integrated"))
    assert "单独申请时：现场代办＋挂帮办" in page
    assert "没有名为" not in page
