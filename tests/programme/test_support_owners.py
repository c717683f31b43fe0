"""支持事项: the department that owns items finds them, reports on its own, and on nobody else's."""

import datetime as dt
import io

import pytest

from tests.cast import DAY, PDF
from tests.visitor import Visitor, hidden, text
from yuanban.demo.stories.programme import Stage
from yuanban.programme.actions.support import Entry, keep_items
from yuanban.programme.models import Milestone, SupportItem

OWN = "/desk/support-items/"


@pytest.fixture
def items(town):
    """Two of the department, the later one listed first; one of another; one of a department nobody has registered."""
    steps = lambda days: [("制定办法", DAY + dt.timedelta(days=days)), ("全省推广", DAY + dt.timedelta(days=200))]  # noqa: E731
    rows = [
        Entry(1, "优先保障要素", "省发展和改革委员会", steps=steps(90)),
        Entry(2, "企业登记当场办结", "四川省市场监督管理局", steps=steps(30)),
        Entry(3, "项目备案全程网上办", "省发展改革委", steps=steps(20)),
        Entry(4, "中试平台开放", "省经济和信息化厅", steps=steps(40)),
    ]
    keep_items(Stage(town.actor("shengzx").at).province(), rows)


def test_a_department_is_known_by_whatever_name_the_list_gives_it(items):
    owners = list(SupportItem.objects.values_list("owner__code", flat=True))
    assert owners == ["sc-ndrc", "sc-amr", "sc-ndrc", None]


def test_the_desk_leads_to_the_departments_own_items_what_is_due_next_first(items):
    staff = Visitor("bumen")
    desk = staff.get("/desk/")
    assert (
        "本部门负责的支持事项 2项" in text(desk)
        and "下一个节点2026年12月13日" in text(desk)
        and OWN in desk.content.decode()
    )
    page = text(staff.get(OWN))
    assert "四川省发展和改革委员会负责的事项" in page and "企业登记" not in page
    assert page.index("项目备案全程网上办") < page.index("优先保障要素")
    assert "项目备案" not in text(staff.get(f"{OWN}?q=要素")) and "企业登记" in text(staff.get("/programme/support/"))
    assert (
        "没有本部门负责的支持事项" in text(Visitor("yuanqu").get(OWN)) and Visitor("qiye").get(OWN).status_code == 403
    )
    assert "支持事项" not in text(Visitor("yuanqu").get("/desk/"))
    assert "听证" not in text(desk) and "本部门负责的支持事项 2项" in text(Visitor("shengju1").get("/desk/"))


def test_its_staff_report_a_milestone_with_evidence_and_anybody_reads_it(items):
    staff, step = Visitor("bumen"), Milestone.objects.get(item__number=3, order=1)
    address = "/programme/support/3/"
    page = staff.get(address)
    file = io.BytesIO(PDF)
    file.name = "实施办法.pdf"
    empty = staff.post(f"{address}reach/{step.pk}/", {"version": hidden(page, "version"), "said": " "})
    assert empty.status_code == 422 and "请写明完成的情况" in text(empty)
    said = {"version": hidden(page, "version"), "said": "已印发实施办法。", "file": file}
    assert "已完成" in text(staff.post(f"{address}reach/{step.pk}/", said, follow=True))
    shown = Visitor().get(address)
    assert "已印发实施办法。" in text(shown) and "实施办法.pdf" in text(shown) and "填报完成情况" not in text(shown)
    assert Visitor().get(f"/programme/support/evidence/{step.pk}/").status_code == 200
    step.refresh_from_db()
    assert (step.by.username, SupportItem.objects.get(number=3).state) == ("bumen", "going")


def test_another_departments_item_is_refused_with_the_one_who_is_responsible(items):
    staff, step = Visitor("bumen"), Milestone.objects.get(item__number=2, order=1)
    assert "填报完成情况" not in text(staff.get("/programme/support/2/"))
    no = staff.post(f"/programme/support/2/reach/{step.pk}/", {"version": step.version, "said": "已经办好。"})
    assert no.status_code == 403 and "这一项由四川省市场监督管理局负责" in text(no)
    step.refresh_from_db()
    assert step.done_on is None
