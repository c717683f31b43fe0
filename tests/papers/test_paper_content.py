"""What each paper says, from the verbs themselves."""

import pytest

from tests.papers.town import MONDAY, later, paper_of, text_of
from yuanban.accounts.acting import system
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.cases.actions.extend import extend
from yuanban.cases.actions.refuse_acceptance import refuse_acceptance
from yuanban.cases.actions.suspend import suspend
from yuanban.cases.actions.sweep import touch
from yuanban.mandates.models import Instrument, Seal
from yuanban.papers.models import Paper
from yuanban.places import epoch

AMR = "宜宾市翠屏区市场监督管理局"


def test_receipt_is_the_windows_own_word_and_lists_every_material(town):
    paper = paper_of(town.received(paper=frozenset(["application", "identity"])), "receipt")
    assert paper.title == "收件凭证"
    assert paper.in_name_of == town.window_body
    assert paper.seal == "seal-window"
    assert paper.chain == []
    assert paper.number == "三江新区综窗收〔2026〕00001号"
    said = text_of(paper)
    assert "食品经营许可申请书|原件1份|已收" in said
    assert "未收" in said
    assert "2026年3月9日前一次性告知" in said


def test_acceptance_is_in_the_organs_name_under_its_seal_kept_in_the_park(town):
    paper = paper_of(town.accepted(), "acceptance")
    assert paper.in_name_of == town.amr
    assert paper.seal == "seal-food"
    assert paper.day == MONDAY
    assert paper.number == "翠屏市场监管局许受〔2026〕00001号"
    assert [entry["code"] for entry in paper.chain] == ["cp-amr-law", "trust-food"]
    assert paper.chain[1]["number"] == "翠市监委〔2025〕3号"
    assert paper.chain[1]["published_on"] == "2025-01-10"
    said = text_of(paper)
    assert "承诺办结日为2026年3月9日，法定期限届满日为2026年3月30日" in said
    assert "第三十二条第一款第五项" in said
    assert (
        "宜宾三江新区管理委员会以宜宾市翠屏区市场监督管理局名义办理，依据：《行政许可事项委托书》（翠市监委〔2025〕3号，2025年1月10日公布）"
        in said
    )


def test_where_no_seal_is_kept_the_notice_bears_the_organs_own(town):
    Instrument.objects.filter(code="trust-food").update(powers=["accept", "review", "deliver"], seal_on_sight=1)
    Seal.objects.filter(code="seal-food").update(code="own", kept_by=town.amr, name=AMR, kind="official")
    epoch.bump()
    paper = paper_of(town.accepted(), "acceptance")
    assert paper.content["by"]["code"] == "sanjiang"
    assert paper.content["seal"] == {"code": "own", "name": AMR, "kind": "official", "ring": AMR, "line": ""}


def test_silence_for_five_working_days_is_acceptance_and_the_applicant_is_told(town):
    case = town.received()
    touch(system(town.as_(town.clerk, later(8)).at), case.pk)
    paper = paper_of(case, "acceptance")
    assert paper.day == later(8)
    assert "第三十二条第一款第四项的规定，该申请自收到申请材料之日即2026年3月2日起为受理" in text_of(paper)


def test_refusal_of_acceptance_gives_ground_reason_where_to_go_and_remedies(town):
    case = town.received()
    refuse_acceptance(
        town.as_(town.approver), case.number, "wrong-organ", "经营场所在南溪区。", "宜宾市南溪区市场监督管理局"
    )
    paper = paper_of(case, "refusal")
    said = text_of(paper)
    assert "第三十二条第一款第二项" in said
    assert "理由：经营场所在南溪区。" in said
    assert "请你单位向宜宾市南溪区市场监督管理局提出申请" in said
    assert paper.content["respondent"] == {"code": "cp-amr", "name": AMR}
    assert f"以{AMR}为被申请人，向宜宾市翠屏区人民政府申请行政复议" in paper.content["remedies"]
    assert paper.content["remedies"] in said


def test_supplement_names_every_gap_at_once(town):
    case = town.received()
    ask_supplement(town.as_(town.approver), case.number, {"layout": "没有标注比例。", "rules": "缺少健康管理制度。"})
    paper = paper_of(case, "supplement")
    assert paper.title == "补正材料一次性告知书"
    said = text_of(paper)
    assert "没有标注比例。" in said
    assert "2|食品安全自查" in said
    assert "缺少健康管理制度。" in said


def test_exclusion_tells_ground_days_and_article(town):
    case = town.accepted()
    suspend(town.as_(town.approver, later(1)), case.number, "testing", 10, "用水需要取样检测。")
    paper = paper_of(case, "exclusion")
    said = text_of(paper)
    assert "所需时间为10个工作日，自2026年3月3日起至2026年3月17日止" in said
    assert "第四十五条的规定，检测所需时间不计算在办理期限内" in said
    assert paper.content["days"] == 10


def test_extension_tells_days_reason_approver_and_the_new_days(town):
    case = town.accepted()
    extend(town.as_(town.second, later(1)), case.number, 5, "需要核实外省供货企业的许可情况")
    said = text_of(paper_of(case, "extension"))
    assert "因需要核实外省供货企业的许可情况，" in said
    assert "经本机关负责人批准，延长办理期限5个工作日" in said
    assert "承诺办结日为2026年3月16日" in said


def test_grant_and_certificate_bear_the_day_of_the_decision(town):
    case = town.issued()
    grant, certificate = paper_of(case, "grant"), paper_of(case, "certificate")
    assert (grant.title, certificate.title) == ("准予行政许可决定书", "食品经营许可证")
    assert grant.day == certificate.day == later(2)
    assert grant.seal == certificate.seal == "seal-food"
    assert "《中华人民共和国食品安全法》第三十五条的规定，本机关决定准予行政许可" in text_of(grant)
    assert certificate.content["valid"] == {"from": "2026-03-04", "to": "2031-03-03"}
    assert "有效期限：自2026年3月4日至2031年3月3日" in text_of(certificate)


def test_denial_gives_reasons_and_remedies_and_no_certificate(town):
    case = town.issued(outcome="denied", reasons="没有独立的清洗消毒间。\n整改后仍未达到要求。")
    paper = paper_of(case, "denial")
    said = text_of(paper)
    assert "第三十八条第二款" in said
    assert "理由：没有独立的清洗消毒间。\n整改后仍未达到要求。" in said
    assert "自知道或者应当知道本决定之日起六个月内" in said
    assert paper.content["respondent"]["code"] == "cp-amr"
    assert not case.papers.filter(kind__in=["grant", "certificate"]).exists()


def test_delivery_lists_the_papers_delivered_and_who_signed(town):
    case = town.delivered(receiver="周明远")
    paper = paper_of(case, "delivery")
    said = text_of(paper)
    assert paper_of(case, "grant").number in said
    assert paper_of(case, "certificate").number in said
    assert "签收人|周明远" in said
    assert "送达方式|窗口领取" in said
    assert "三江新区园区政务服务中心综合窗口 李慧" in said


@pytest.mark.parametrize(
    ("type", "name", "outcome", "title", "word"),
    [
        ("10", "仅销售预包装食品备案", "granted", "备案通知书", "备准"),
        ("10", "仅销售预包装食品备案", "denied", "不予备案通知书", "备不准"),
        ("07", "企业设立登记", "granted", "行政确认书", "确准"),
        ("20", "企业开户咨询", "granted", "公共服务办理结果通知书", "服准"),
        ("10", "其他权力", "granted", "办理结果通知书", "办准"),
    ],
)
def test_the_title_follows_from_the_type_of_the_item(town, type, name, outcome, title, word):
    town.record.name, town.record.type = name, type
    town.record.save()
    case = town.issued(town.record, outcome=outcome, reasons="经审查。")
    paper = paper_of(case, "grant" if outcome == "granted" else "denial")
    assert paper.title == title
    assert paper.number == f"翠屏市场监管局{word}〔2026〕00001号"
    assert "行政许可。" not in text_of(paper)


def test_every_paper_of_one_case_runs_through_all_verbs(town):
    case = town.delivered()
    assert list(case.papers.values_list("kind", flat=True)) == [
        "receipt",
        "acceptance",
        "grant",
        "certificate",
        "delivery",
    ]
    assert all(kind in Paper.KINDS for kind in case.papers.values_list("kind", flat=True))
