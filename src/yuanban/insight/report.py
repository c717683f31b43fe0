"""The audit as a report that a 司法局 can file: what was gone through, what fails, by which article, what cures it."""

import io
from itertools import groupby

import xlsxwriter

from yuanban.law.modes import load_modes
from yuanban.law.rules import rules
from yuanban.law.world import POWERS
from yuanban.mandates.coverage_xlsx import FORMAT, LOOKS
from yuanban.mandates.coverage_xlsx import sheet as page
from yuanban.mandates.drafts.sheet import BLANK, BLANK_DAY, Sheet, h, p, table

MOST = 200  # rows in the printed report; the workbook has them all
COLUMNS = (
    ("序号", 6), ("对象", 14), ("程度", 11), ("事项", 34), ("办件编号", 30), ("步骤", 8), ("日期", 12), ("主体", 26), ("不符合的规则", 20),
    ("原因", 60), ("依据", 36), ("补救", 60),
)  # fmt: skip


def titled(broken):
    """What the rule is called; a wrong name is no rule of its own but a fault of the paper."""
    return "署名机关不符" if broken == "wrong-name" else rules()[broken].title


def what(finding):
    """食品经营许可（受理）, or 食品经营许可（园策：窗口互设）."""
    if finding.subject == "step":
        return f"{finding.item.name}（{POWERS[finding.power]}）"
    mode = load_modes().get(finding.mode)
    return f"{finding.item.name}（园策：{mode.name if mode else finding.mode}）"


def report(park, audit, findings, day):
    """`findings` in the order of their rules."""
    void, total = sum(one.gravity == "void" for one in findings), len(findings)
    blocks = [
        h(1, "核查范围和方法"),
        p(
            f"本次核查了{park.name}现行园策{audit.arrangements}项、办件中已经作出的受理、审查、决定、用印{audit.steps}次，"
            f"逐项按截至{day.year}年{day.month}月{day.day}日登记的授权文书、印章和园策，依照《中华人民共和国行政许可法》"
            "第二十二条至第二十四条重新推算当日有无权限。"
        ),
        h(2, "核查结果"),
        p(
            f"发现{total}处文书不能支持：没有权限的{void}处；方式不成立、另有依法方式的{total - void}处。"
            if total
            else "未发现文书不能支持的园策和行为。"
        ),
    ]
    for number, (broken, group) in enumerate(groupby(findings[:MOST], key=lambda one: one.rule), 3):
        blocks += section(number, broken, list(group))
    if total > MOST:
        blocks.append(p(f"以上列出前{MOST}处，全部{total}处见所附核查明细表。"))
    signed = [
        ["核查单位（盖章）：", BLANK, "核查人（签字）：", BLANK_DAY],
        ["园区管理机构意见：", "", "负责人（签字）：", BLANK_DAY],
    ]
    return Sheet("audit", f"{park.name}授权核查报告", "", blocks, signed)


def section(number, broken, group):
    rows = [
        [at, what(one), one.case.number[-16:] if one.case else "—", one.day.isoformat(), one.because]
        for at, one in enumerate(group, 1)
    ]
    articles = "；".join(dict.fromkeys(one.article for one in group))
    return [
        h(number, f"{titled(broken)}（{len(group)}处）"),
        p(f"依据：{articles}。"),
        table(["序号", "事项", "办件", "日期", "不符合的情形"], rows, [2, 7, 6, 5, 13]),
        p("补救："),
        *(p(remedy) for remedy in dict.fromkeys(one.remedy for one in group)),
    ]


def book(park, audit, findings, day):
    """The workbook of every finding, as bytes."""
    rows = [
        [
            at, one.get_subject_display(), one.get_gravity_display(), what(one), one.case.number if one.case else "",
            POWERS.get(one.power, ""), one.day, one.by, titled(one.rule), one.because, one.article, one.remedy,
        ]
        for at, one in enumerate(findings, 1)
    ]  # fmt: skip
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as out:
        looks = {name: out.add_format({**FORMAT, **more}) for name, more in LOOKS.items()}
        when = f"截至{day.year}年{day.month}月{day.day}日；核查园策{audit.arrangements}项、行为{audit.steps}次"
        page(out, looks, "核查明细", (f"{park.name}授权核查明细表", when), COLUMNS, rows, frozen=4)
    return made.getvalue()
