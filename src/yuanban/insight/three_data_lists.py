"""How the rows behind a figure read in a list. What names a firm or a person is for those who see such rows elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from yuanban.accounts.acting import CHINA
from yuanban.law import services
from yuanban.papers.day import zh

FULL = ("provincial", "auditor")  # a city reads numbers, days and amounts, not whose they are


@dataclass(frozen=True)
class Column:
    head: str
    text: Callable
    href: Callable | None = None
    private: bool = False


@dataclass(frozen=True)
class Shown:
    """`joined`: the rows read with each; `order`: the newest or the first by name on top."""

    joined: tuple[str, ...]
    order: tuple[str, ...]
    columns: tuple[Column, ...]


def to(name, *path):
    """A link by attributes of the row: to("cases:proof", "number")."""
    return lambda row: reverse(name, args=[at(row, one) for one in path])


def at(row, path):
    for name in path.split("__"):
        row = row and getattr(row, name)
    return row


def of(path):
    """The text at the end of a path; days as they are written."""

    def text(row):
        value = at(row, path)
        return "" if value is None else zh(value) if hasattr(value, "isoformat") else str(value)

    return text


def organ(item):
    return item.organ.name if item.organ else item.organ_name


def result(row):
    kind = services.kinds()[row.kind]
    return f"{kind.measure}{row.result.normalize():f}{kind.unit}"


LISTS = {
    "offers": Shown(
        ("park", "item__organ"), ("park__name", "item__name", "pk"),
        (Column("事项", of("item__name"), to("catalogue:item-versions", "item_id")), Column("实施机关", lambda row: organ(row.item)), Column("园区", of("park__name"))),
    ),
    "limits": Shown(
        ("park", "item__organ"), ("park__name", "item__name", "pk"),
        (Column("事项", of("item__name"), to("catalogue:item-versions", "item_id")), Column("园区", of("park__name")), Column("法定时限（工作日）", of("statutory_days")), Column("承诺时限（工作日）", of("promised_days"))),
    ),
    "cases": Shown(
        ("park", "item"), ("-decided_on", "-pk"),
        (Column("办件编号", of("number"), to("cases:proof", "number")), Column("事项", of("item__name")), Column("园区", of("park__name")), Column("受理", of("accepted_on")), Column("决定", of("decided_on")), Column("结果", lambda row: row.get_outcome_display() or "")),
    ),
    "items": Shown(
        ("organ", "basic"), ("name", "pk"),
        (Column("事项", of("name"), to("catalogue:item-versions", "pk")), Column("实施机关", organ), Column("基本目录", of("basic__code"))),
    ),
    "requests": Shown(
        ("enterprise", "provider", "centre__park"), ("-delivered_on", "-pk"),
        (Column("编号", of("number"), to("support:request", "number")), Column("服务", lambda row: row.get_kind_display()), Column("企业", of("enterprise__name"), private=True), Column("机构", of("provider__name"), private=True), Column("园区", of("centre__park__name")), Column("交付", of("delivered_on")), Column("成果", result)),
    ),
    "vacancies": Shown(
        ("enterprise", "centre__park"), ("-opened_on", "-pk"),
        (Column("岗位", of("title"), to("recruiting:desk-job", "pk")), Column("企业", of("enterprise__name"), private=True), Column("园区", of("centre__park__name")), Column("招聘人数", of("wanted")), Column("发布", of("opened_on"))),
    ),
    "hires": Shown(
        ("vacancy__enterprise", "vacancy__centre__park", "gathering"), ("-on", "-pk"),
        (Column("岗位", of("vacancy__title"), to("recruiting:desk-job", "vacancy_id")), Column("企业", of("vacancy__enterprise__name"), private=True), Column("园区", of("vacancy__centre__park__name")), Column("人数", of("number")), Column("确认", of("on")), Column("招聘会", of("gathering__title"))),
    ),
    "gatherings": Shown(
        ("centre__park",), ("-starts_at", "-pk"),
        (Column("活动", of("title"), to("recruiting:desk-gathering", "pk")), Column("种类", lambda row: row.get_kind_display()), Column("园区", of("centre__park__name")), Column("日期", lambda row: zh(row.starts_at.astimezone(CHINA).date()))),
    ),
    "attendance": Shown(
        ("gathering__centre__park",), ("-came_at", "-pk"),
        (Column("活动", of("gathering__title"), to("recruiting:desk-gathering", "gathering_id")), Column("园区", of("gathering__centre__park__name")), Column("报名次序", of("serial")), Column("签到", lambda row: f"{row.came_at.astimezone(CHINA):%Y-%m-%d %H:%M}")),
    ),
    "institutions": Shown(
        ("body", "centre__park"), ("kind", "body__name", "pk"),
        (Column("机构", of("body__name"), to("residents:institution", "pk")), Column("种类", lambda row: row.get_kind_display()), Column("园区", of("centre__park__name")), Column("驻场", of("since"))),
    ),
    "runners": Shown(
        ("person", "team__centre__park"), ("team__centre__park__name", "team__name", "pk"),
        (Column("队员", of("person__name"), private=True), Column("队伍", of("team__name")), Column("园区", of("team__centre__park__name")), Column("入队", of("from_date")), Column("会办的事项", lambda row: f"{len(row.items)}项" if row.items else "没有写明")),
    ),
    "parks": Shown(
        ("city",), ("city", "name"),
        (Column("园区", of("name"), to("mandates:park", "code")), Column("种类", lambda row: row.get_kind_display()), Column("级别", lambda row: row.get_level_display()), Column("市（州）", of("city__name"))),
    ),
    "standings": Shown(
        ("park__city",), ("park__city", "park__name"),
        (Column("园区", of("park__name"), to("mandates:park", "park__code")), Column("市（州）", of("park__city__name")), Column("状态", lambda row: row.get_state_display()), Column("面积（平方米）", of("area_m2")), Column("自", of("from_date"))),
    ),
    "calls": Shown(
        (), ("year",),
        (Column("年度计划", of("title"), to("programme:board", "year")), Column("名额", of("total")), Column("全覆盖", lambda row: "是" if row.full else "否")),
    ),
    "lines": Shown(
        ("instrument__grantor", "instrument__to", "item"), ("item__name", "instrument__published_on", "pk"),
        (Column("事项", of("item__name")), Column("方式", lambda row: row.instrument.get_kind_display()), Column("授出部门", of("instrument__grantor__name")), Column("承接", of("instrument__to__name")), Column("文书", of("instrument__title"), to("mandates:paper", "instrument__code")), Column("公布", of("instrument__published_on"))),
    ),
    "supports": Shown(
        (), ("number",),
        (Column("支持事项", of("title"), to("programme:support-item", "number")), Column("责任部门", of("owner_name")), Column("状态", lambda row: row.get_state_display())),
    ),
}  # fmt: skip


def columns_for(figure, role):
    return [one for one in LISTS[figure.shows].columns if not one.private or role in FULL]


def in_order(figure, rows):
    shown = LISTS[figure.shows]
    return rows.select_related(*shown.joined).order_by(*shown.order) if shown.joined else rows.order_by(*shown.order)


def cells(columns, row, role):
    """[(text, address or empty)]; links are for those who may open what they lead to."""
    return [(one.text(row), one.href(row) if one.href and role in FULL else "") for one in columns]
