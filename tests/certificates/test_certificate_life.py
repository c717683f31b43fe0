"""A certificate from its grant on: the register, its proof, what is decided on it and by whom."""

import datetime as dt

import pytest

from tests.cases.matter import refused
from tests.cast import DAY, at
from tests.certificates.holding import decider, granted, holder, proven
from tests.papers.town import text_of
from tests.test_verify import behind
from yuanban.accounts.acting import acting
from yuanban.accounts.models import Person, Post
from yuanban.cases.history import history
from yuanban.cases.models import Case
from yuanban.catalogue.models import ItemVersion
from yuanban.certificates.actions.annul import annul
from yuanban.certificates.actions.hear_holder import hear_holder
from yuanban.certificates.actions.restore import restore
from yuanban.certificates.actions.revoke import revoke
from yuanban.certificates.actions.suspend import suspend
from yuanban.certificates.actions.tell_holder import tell_holder
from yuanban.certificates.models import Certificate
from yuanban.certificates.queries import held_by
from yuanban.exchange.verify import differences_of
from yuanban.law.codes import check_certificate_identifier
from yuanban.ledger.models import Event
from yuanban.mandates.models import Instrument
from yuanban.papers.actions.register_earlier import register_earlier
from yuanban.papers.models import Paper
from yuanban.places import epoch
from yuanban.places.models import Body


def events(row):
    return list(Event.objects.filter(stream=row.stream).order_by("seq").values_list("kind", flat=True))


def clean(certificate):
    return differences_of("certificates.certificate", certificate.pk) + differences_of("case", certificate.case_number)


def test_a_grant_enters_the_register_in_the_same_event_as_its_paper(town):
    certificate = granted(town)
    paper = Paper.objects.get(number=certificate.number)
    assert paper.kind == "certificate" and paper.case.number == certificate.case_number
    assert certificate.organ == paper.in_name_of
    assert check_certificate_identifier(certificate.identifier) == []
    assert (certificate.holder_name, certificate.state) == (paper.case.applicant_name, "valid")
    assert events(certificate) == ["certificate.issued"]
    assert paper.content["identifier"] == certificate.identifier
    assert clean(certificate) == []


def told_and_waited(town, certificate, verb, ground, basis=""):
    """The holder is told today and says nothing; -> somebody who may decide after the days have passed."""
    tell_holder(decider(town, certificate), certificate.number, verb, ground, "核查发现申请材料不实。", basis)
    certificate.refresh_from_db()
    assert certificate.notice["answer_by"] == "2026-12-02"
    return decider(town, certificate, at(dt.date(2026, 12, 3)))


def test_revocation_waits_for_the_holder_and_says_everything(town):
    certificate = granted(town)
    number = certificate.number
    with refused("statement"):
        revoke(decider(town, certificate), number, "fraud", "提交虚假的检测报告。")
    officer = told_and_waited(town, certificate, "revoke", "fraud")
    with refused("statement", "2026-12-02届满"):
        revoke(decider(town, certificate), number, "fraud", "提交虚假的检测报告。")
    revoke(officer, number, "fraud", "提交虚假的检测报告。")
    certificate.refresh_from_db()
    assert (certificate.state, certificate.state_on, certificate.notice) == ("revoked", officer.day, None)
    paper = Paper.objects.get(kind="revocation")
    said = text_of(paper)
    assert paper.case.number == certificate.case_number and paper.seal
    assert "第六十九条第二款" in said and "提交虚假的检测报告" in said and "没有提出" in said and "不受保护" in said
    assert "申请行政复议" in said and paper.content["respondent"]["code"] == "cp-amr"
    assert events(certificate) == ["certificate.issued", "certificate.told", "certificate.revoked"]
    own = Event.objects.get(stream=certificate.stream, kind="certificate.revoked")
    assert own.data["papers"][0]["number"] == paper.number
    assert events(paper.case)[-2:] == ["case.certificate-noted", "case.certificate-revoked"]
    assert "撤销证照" in [entry.name for entry in history(paper.case)]
    assert clean(certificate) == []
    annul(officer, number, "revoked", "许可已被撤销。")
    with refused("certificate-state"):
        suspend(officer, number, "hazard", "隐患")
    assert clean(certificate) == []


def test_what_the_holder_says_is_heard_and_stands_on_the_paper(town):
    certificate = granted(town)
    tell_holder(
        decider(town, certificate),
        certificate.number,
        "suspend",
        "unfit",
        "从业人员没有健康证明。",
        "《食品安全法》第四十五条",
    )
    hear_holder(holder(), certificate.number, "已补办健康证明，请求不予暂停。")
    suspend(
        decider(town, certificate),
        certificate.number,
        "unfit",
        "三人仍无证明。",
        "《食品安全法》第四十五条",
        dt.date(2026, 12, 31),
    )
    said = text_of(Paper.objects.get(kind="suspension"))
    assert "已补办健康证明" in said and "2026年12月31日" in said and "《食品安全法》第四十五条" in said
    assert not held_by(certificate.enterprise_id, None, DAY).filter(pk=certificate.pk).exists()
    restore(decider(town, certificate), certificate.number, "righted", "复查合格。")
    assert held_by(certificate.enterprise_id, None, DAY).filter(pk=certificate.pk).exists()
    assert Paper.objects.filter(kind="restoration").exists()
    assert clean(certificate) == []


def test_the_superior_may_revoke_and_nothing_else_and_a_stranger_nothing_at_all(town):
    certificate = granted(town)
    number, clerk = certificate.number, town.clerk(Case.objects.get(number=certificate.case_number))
    with refused("no-post"):
        suspend(clerk, number, "hazard", "隐患")
    superior = above(town)
    with refused("no-instrument"):
        suspend(superior, number, "hazard", "隐患未排除。")
    tell_holder(superior, number, "revoke", "beyond-powers", "超越职权。")
    hear_holder(superior, number, "", waived=True)
    revoke(superior, number, "beyond-powers", "许可事项属于市级权限。")
    paper = Paper.objects.get(kind="revocation")
    assert paper.in_name_of.code == superior.body == "cp-gov" and "可以依法向本机关申请赔偿" in text_of(paper)
    assert clean(certificate) == []
    with pytest.raises(Certificate.DoesNotExist):
        annul(foreign(), number, "revoked", "已撤销。")


def foreign():
    """Somebody who decides, for an organ that has nothing to do with it."""
    post = Post.objects.filter(role="approver", powers__contains=["decide"], body__code="ja-amr").first()
    return acting(post.person, at(), post.pk)


def above(town):
    """Somebody who decides in the county government, over the bureau that granted."""
    person = Person.objects.create_person("xianzhang", "县区政府决定人", "long-enough-word")
    body = Body.objects.get(code="cp-gov")
    Post.objects.create(
        person=person,
        body=body,
        title="负责人",
        role="approver",
        powers=["decide", "seal"],
        from_date=dt.date(2025, 1, 1),
    )
    return acting(person, at())


def test_the_heir_of_a_merged_organ_acts_on_what_the_old_one_granted(town):
    certificate = granted(town)
    old, heir = Body.objects.get(code="cp-amr"), Body.objects.get(code="yb-amr")
    Body.objects.filter(pk=old.pk).update(merged_into=heir, merged_on=dt.date(2026, 11, 24))
    Instrument.objects.create(
        code="heir-law", kind="statute", title="机构改革方案", to=heir, powers=["accept", "review", "decide", "seal", "deliver"],
        territory=["511500"], state="published", from_date=dt.date(2026, 11, 24), basis="机构改革方案",
    ).items.add(certificate.item)  # fmt: skip
    ItemVersion.objects.filter(item=certificate.item).update(state="withdrawn")  # and the item is no longer offered
    epoch.bump()
    person = Person.objects.create_person("xinjiguan", "市局决定人", "long-enough-word")
    Post.objects.create(
        person=person,
        body=heir,
        title="科长",
        role="approver",
        powers=["decide", "seal"],
        from_date=dt.date(2025, 1, 1),
    )
    officer = acting(person, at(dt.date(2026, 11, 25)))
    suspend(officer, certificate.number, "hazard", "隐患未排除。")
    paper = Paper.objects.get(kind="suspension")
    assert paper.in_name_of == heir and paper.content["respondent"]["code"] == "yb-amr"
    assert differences_of("certificates.certificate", certificate.pk) == []


def test_the_register_is_proven_against_tampering(town):
    certificate = granted(town)
    behind("UPDATE certificates_certificate SET state = 'revoked' WHERE id = %s", certificate.pk)
    assert "state" in clean(certificate)[0]
    behind("UPDATE certificates_certificate SET state = 'valid' WHERE id = %s", certificate.pk)
    assert clean(certificate) == []
    behind("UPDATE papers_paper SET content_sha256 = repeat('0', 64) WHERE number = %s", certificate.number)
    assert any("摘要" in said for said in clean(certificate))


def test_what_was_granted_before_there_was_a_register_enters_it(town):
    certificate = granted(town)
    behind("DELETE FROM ledger_event WHERE stream = %s", certificate.stream)
    behind("DELETE FROM certificates_certificate WHERE id = %s", certificate.pk)
    assert (register_earlier(at()), register_earlier(at())) == (1, 0)
    again = Certificate.objects.get(number=certificate.number)
    assert (again.identifier, again.from_date, again.to_date) == (
        certificate.identifier, certificate.from_date, certificate.to_date,
    )  # fmt: skip
    assert proven() == []
