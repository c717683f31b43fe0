import datetime as dt
import io

import pytest
from docx import Document
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import at
from tests.visitor import Visitor, text
from yuanban.accounts.acting import system
from yuanban.insight import audit_pages
from yuanban.insight.actions.audit_park import audit_park
from yuanban.insight.audit import remedies
from yuanban.insight.jobs import audit_one_park
from yuanban.insight.models import Audit, Finding
from yuanban.law.reasons import ORDER
from yuanban.law.refusal import Refusal
from yuanban.mandates.actions.arrange import arrange
from yuanban.mandates.actions.revoke_instrument import revoke_instrument
from yuanban.mandates.models import Instrument
from yuanban.places import epoch


@pytest.fixture
def park(town):
    return town.park("lingang")


@pytest.fixture
def granted(town):
    """A permit granted some days ago by the park's committee in the name of the city's organ."""
    item, then = town.item("建筑工程施工许可证核发", "yb-hud"), at(dt.date(2026, 11, 18))
    return town.until(town.apply("lingang", item, when=then, investment_wan=3000), "sealed", then)


def audited(park):
    audit_park(system(at()), park)
    return list(Finding.objects.filter(park=park, subject="step"))


def test_what_the_papers_carry_is_not_found(granted, park):
    assert audited(park) == []
    assert Audit.objects.get(park=park).steps == 4 + granted.item_version.reviewers - 1


def test_a_paper_void_from_the_start_carried_nothing(granted, park, town):
    paper = Instrument.objects.get(code=granted.plan["steps"][3]["chain"][-1])
    revoke_instrument(town.actor("guanli1"), paper.code, at().date(), "没有法律依据", void=True)
    found = audited(park)
    assert {(one.rule, one.power) for one in found} >= {("not-in-force", "decide"), ("not-in-force", "accept")}
    assert all("自始无效" in one.because and "没有法律依据" in one.because for one in found)
    assert all("六十九条" in one.article for one in found)


def test_a_paper_that_was_never_announced(granted, park):
    Instrument.objects.filter(code=granted.plan["steps"][3]["chain"][-1]).update(published_on=None)
    epoch.bump()
    rules = {one.rule for one in audited(park)}
    assert rules == {"not-published"}
    one = Finding.objects.filter(power="decide").get()
    assert "公告" in one.remedy
    assert "当日有权的是" in one.remedy


def test_a_paper_only_revoked_for_the_future_leaves_the_past_alone(granted, park, town):
    paper = granted.plan["steps"][3]["chain"][-1]
    revoke_instrument(town.actor("guanli1"), paper, at().date().replace(day=28), "职能调整")
    assert audited(park) == []


def test_a_wish_that_no_paper_carries_is_found_with_the_way_that_holds(park, town):
    item = town.item("取水许可", "yb-water")
    arrange(town.actor("guanli1"), park, item, "direct-authorisation", at().date())
    audit_park(system(at()), park)
    one = Finding.objects.get(park=park, subject="arrangement", item=item)
    assert one.gravity == "lesser"
    assert one.rule in ORDER
    assert "调整园策" in one.remedy


def test_an_item_of_the_other_county_of_a_park_is_judged_by_its_own_place(park, town):
    audit_park(system(at()), park)
    item = town.item("企业设立登记", "nx-amr")
    assert park.arrangements.filter(item=item, to_date=None).exists()
    assert not Finding.objects.filter(park=park, item=item).exists()


def test_a_second_audit_takes_the_place_of_the_first(park, town):
    arrange(town.actor("guanli1"), park, town.item("取水许可", "yb-water"), "direct-authorisation", at().date())
    audit_park(system(at()), park)
    first = Finding.objects.filter(park=park).count()
    audit_park(system(at()), park)
    assert Finding.objects.filter(park=park).count() == first > 0
    assert Audit.objects.filter(park=park).count() == 1


@pytest.mark.parametrize("username", ["guanli2", "chuangkou", "yuanqu", "admin"])
def test_who_may_not_audit(park, town, username):
    with pytest.raises(Refusal) as refusal:
        audit_park(town.actor(username), park)
    assert refusal.value.rule == "no-post"
    assert not Audit.objects.exists()


def test_every_rule_of_authority_has_a_remedy():
    assert set(ORDER) <= set(remedies())


def test_the_pages(granted, park, town):
    Instrument.objects.filter(code=granted.plan["steps"][3]["chain"][-1]).update(published_on=None)
    epoch.bump()
    auditor = Visitor("shenji")
    assert "还没有核查" in text(auditor.get("/desk/audit/"))
    assert auditor.get("/desk/audit/lingang/report.pdf").status_code == 302
    assert auditor.post("/desk/audit/lingang/again/").status_code == 302
    page = text(auditor.get("/desk/audit/?park=lingang&rule=not-published"))
    assert "委托尚未公告" in page
    assert granted.number[-16:] in page
    assert "没有符合条件的发现" in text(auditor.get("/desk/audit/?park=lingang&q=没有这个事项"))
    found = Finding.objects.filter(park=park).count()
    assert f"{found}处" in text(auditor.get("/desk/audit/"))


def test_a_park_with_many_cases_is_audited_in_the_background(granted, park, monkeypatch):
    monkeypatch.setattr(audit_pages, "AT_ONCE", 0)
    auditor = Visitor("shenji")
    for _ in range(2):
        auditor.post("/desk/audit/lingang/again/")
    assert not Audit.objects.exists()
    waiting = ProcrastinateJob.objects.filter(task_name="yuanban.insight.jobs.audit_one_park")
    assert [job.args for job in waiting] == [{"park": park.pk}]
    audit_one_park(**waiting[0].args)
    assert Audit.objects.get(park=park).steps > 0


def test_the_report_says_what_fails_by_which_article_and_what_cures_it(granted, park, town):
    Instrument.objects.filter(code=granted.plan["steps"][3]["chain"][-1]).update(published_on=None)
    epoch.bump()
    audit_park(system(at()), park)
    auditor = Visitor("shenji")
    words = Document(io.BytesIO(auditor.get("/desk/audit/lingang/report.docx").content))
    said = "\n".join(
        [p.text for p in words.paragraphs] + [c.text for t in words.tables for r in t.rows for c in r.cells]
    )
    for part in (
        "授权核查报告",
        "委托尚未公告",
        "第二十四条第一款",
        "逐件复核",
        granted.number[-16:],
        "核查单位（盖章）",
    ):
        assert part in said
    assert auditor.get("/desk/audit/lingang/report.pdf").content.startswith(b"%PDF")
    assert auditor.get("/desk/audit/lingang/report.xlsx").content.startswith(b"PK")
    assert auditor.get("/desk/audit/lingang/report.exe").status_code == 404


def test_a_manager_sees_only_its_own_park(park, town):
    manager = Visitor("guanli2")
    assert manager.get("/desk/audit/?park=lingang").status_code == 404
    assert manager.post("/desk/audit/lingang/again/").status_code == 404
    assert Visitor("qiye").get("/desk/audit/").status_code == 403
