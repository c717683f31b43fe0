"""`yuanban import bundles`: what others published becomes drafts; nothing is lost, and a second time changes nothing."""

import pytest

from tests.cast import at
from tests.shared import shared
from yuanban.accounts.acting import system
from yuanban.catalogue.bundling import order_of
from yuanban.catalogue.models import Bundle
from yuanban.exchange.run import run
from yuanban.law.bundle import course


@pytest.fixture
def file():
    return shared("data/bundles/bundles.json")


def test_every_bundle_and_every_matter_of_it_is_kept(town, file):
    dry = run("bundles", file, system(at()), dry_run=True)
    assert not Bundle.objects.filter(code__startswith="imported-").exists()
    report = run("bundles", file, system(at()))
    assert report.counts() == dry.counts()
    assert (len(report.rows), len(report.rejected)) == (10, 0)
    drafts = Bundle.objects.filter(code__startswith="imported-")
    assert drafts.count() == 10 and set(drafts.values_list("state", flat=True)) == {"draft"}
    eight = drafts.get(theme="企业注销登记", regions=["510000"])
    assert eight.members.count() == 8 and eight.members.filter(item=None).exists()
    assert eight.members.get(name="海关报关单位备案注销").organ == "海关"
    assert any("不在目录中，按名称保留" in message["text"] for message in report.messages())


def test_limits_and_groups_become_an_order(town, file):
    run("bundles", file, system(at()))
    county = next(
        b
        for b in Bundle.objects.filter(theme="企业注销登记")
        if b.extra.get("source", {}).get("area", "").endswith("兴隆县")
    )
    assert [m.called for m in county.members.all()][:2] == ["税务注销", "企业注销登记"]
    found = course(order_of(list(county.members.all())))
    assert (found.days, found.critical[:2]) == (12, ("m1", "m2"))


def test_a_second_time_changes_nothing(town, file):
    run("bundles", file, system(at()))
    before = list(Bundle.objects.order_by("pk").values_list("code", "version"))
    assert run("bundles", file, system(at())).counts()["unchanged"] == 10
    assert list(Bundle.objects.order_by("pk").values_list("code", "version")) == before


def test_what_has_no_theme_or_no_matters_is_said(town, tmp_path):
    path = tmp_path / "bundles.json"
    path.write_text(
        '[{"theme": "开店", "constituents": [{"item": "食品经营许可"}]}, {"theme": "空", "constituents": []}]', "utf-8"
    )
    report = run("bundles", path, system(at()))
    assert [row.reason for row in report.rejected] == ["没有列出包括哪些事项。"]
    assert "在目录中有几个" in report.warned[0].warnings[0]
