"""A published ranking as a paper: 公示, its correction, one that was corrected, the list as it was settled.

All of it is what was frozen at the publication; nothing is computed anew but whether it still agrees with its digest.
"""

from yuanban.mandates.drafts.sheet import Sheet, h, p, table
from yuanban.papers.day import zh
from yuanban.programme import queries
from yuanban.programme.actions.object_to import ANSWER_DAYS
from yuanban.programme.actions.publish_ranking import intact
from yuanban.programme.call_paper import done, subject
from yuanban.voice.codes import address

HEAD = ["名次", "园区", "市（州）", "得分", "最低、最高", "标准差", "结果", "理由"]
WIDTHS = [3, 7, 6, 4, 4, 4, 4, 12]


def ranking_sheet(row):
    standing = row.call.rankings.first()
    blocks = [*replaced(row, standing), p(opening(row)), *reason(row), *used(row.call.criteria)]
    for number, (title, said) in enumerate(parts_of(row), 1):
        blocks += [h(number, title), *said]
    blocks += [p(f"本次公布的网址：{here(row)}。纸面与网页不一致的，以网页为准。")]
    _, issuer = done(row, "ranking.published")
    mark = f"已被第{standing.number}次公布更正，仅供备查" if row.state == "replaced" else ""
    return Sheet("programme-ranking", title_of(row), "", blocks, [[issuer, zh(day_of(row))]], mark=mark)


def here(row):
    return address("programme:ranking", row.call.year, row.number)


def title_of(row):
    name = subject(row.call)
    if row.state == "final":
        return f"关于公布{name}园区名单的通知"
    ended = "（已被更正）" if row.state == "replaced" else ""
    return f"关于{'更正' if row.number > 1 else ''}{name}评审排名的公示{ended}"


def day_of(row):
    return done(row, "ranking.settled")[0] if row.state == "final" else row.published_on


def replaced(row, standing):
    if row.state != "replaced":
        return []
    return [
        p(
            f"本次公布（第{row.number}次）已被第{standing.number}次公布更正，不再有效，只供备查。现行的公布见{here(standing)}。"
        )
    ]


def opening(row):
    call = row.call
    basis = f"根据《{call.title}》{f'（{call.document}）' if call.document else ''}，经园区申报、市级审核、专家评分"
    if row.state == "final":
        return f"{basis}和公示，创建名单已经确定，现予公布。"
    return f"{basis}，形成评审排名，现予公示（第{row.number}次公布）。"


def reason(row):
    return [p(f"更正的原因：{row.why.rstrip('。')}。")] if row.why else []


def used(criteria):
    mine = "这是本平台编写的样例评分表，不是省里的正式评分文本。" if criteria.template else ""
    return [p(f"评审使用《{criteria.name}》第{criteria.number}版。{mine}")]


def parts_of(row):
    """[(heading, blocks)]"""
    chosen = sum(line["selected"] for line in row.rows)
    count = f"共{len(row.rows)}个园区参加排名，列入{chosen}个。"
    found = [
        ("公示和异议", objecting(row)),
        ("名单和排名" if row.state == "final" else "排名", [p(count), places(row)]),
        ("各项指标的平均分", [means(row)]),
    ]
    if row.decided_why:
        found += [("并列的先后", [p(f"由评审会议决定：{row.decided_why.rstrip('。')}。")])]
    if row.questioned:
        found += [("公布以后的评分改动", questioned(row))]
    return [*found, ("存证", sealed(row))]


def objecting(row):
    days = f"{zh(row.published_on)}至{zh(row.until)}（{row.call.notice_days}个工作日）"
    if row.state == "final":
        elsewhere = f"对名单有意见的，可以通过“投诉建议”（{address('voice:new')}）反映，或者依法举报。"
        return [p(f"公示期为{days}，已经结束，名单于{zh(day_of(row))}确定。{elsewhere}")]
    if row.state == "replaced":
        return [p(f"本次公示原定{days}，因更正不再进行。对现行公布有异议的，按现行公布写明的期限和方式提出。")]
    _, issuer = done(row, "ranking.published")
    where = address("programme:object", row.call.year)
    return [
        p(f"公示期为{days}。"),
        p(f"任何单位和个人有异议的，请在{zh(row.until)}前（含当日）向{issuer}提出，不用登录，网址：{where}。"),
        p("请写明姓名或者单位名称、联系方式，对哪个园区、什么事实有异议和有什么依据。联系方式只用于核实，不公开。"),
        p(f"自收到异议之日起{ANSWER_DAYS}个工作日内答复。"),
    ]


def places(row):
    return table(HEAD, [place(line) for line in row.rows], WIDTHS)


def place(line):
    city = f"{line['city_name']}\n市内第{line['place']}名"
    span = f"{line['lowest']}\n{line['highest']}"
    result = "列入" if line["selected"] else "不列入"
    return [line["rank"], line["name"], city, line["score"], span, line["deviation"], result, why(line)]


def why(line):
    apart = len(line["apart"])
    more = f"\n专家评分有明显离群：{apart}份与中位数相差较大，照样计入。" if apart else ""
    return f"{line['why']}{more}"


def means(row):
    criteria = sorted(row.call.criteria.rows, key=lambda one: -float(one["weight"]))
    head = ["名次", "园区", *(f"{one['name']}（{one['weight']}分）" for one in criteria)]
    lines = [[line["rank"], line["name"], *(line["means"][one["key"]] for one in criteria)] for line in row.rows]
    return table(head, lines, [3, 7, *[4] * len(criteria)])


def questioned(row):
    told = queries.named_scores(queries.questions(row), row.call.criteria)
    said = f"公布以后有{row.questioned}处评分改动。上面的排名仍是公布时的样子，没有随之改变；需要更正的，另行公布并写明原因。"
    return [p(said), *(p(one["text"]) for one in told)]


def sealed(row):
    agrees = "核对一致" if intact(row) else "内容与摘要不一致，请以公布单位的说明为准"
    return [
        p(f"排名和它依据的{len(row.inputs)}份评分在公布时封存，此后不改动。制作本文件时{agrees}。"),
        p(f"SHA-256摘要：{row.digest}"),
    ]
