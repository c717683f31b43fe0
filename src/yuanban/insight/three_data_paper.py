"""The three groups of figures as a paper, PDF or DOCX."""

from yuanban.insight.three_data import SOURCE
from yuanban.mandates.drafts.sheet import Sheet, h, p, table
from yuanban.papers.day import zh

WIDTHS = [9, 5, 5, 7]
HEAD = ["项目", "本库", "文章", "文章数字的含义"]
NOTE = "本库的数字由平台从逐件的记录统计，没有人工填报；每一个数字在平台上可以打开到逐条的记录和所用的查询。"


def sheet(answers, scope, place):
    blocks = [p(f"{place}，{days(scope)}。{NOTE}"), p(f"文章：{SOURCE}。")]
    for number, (group, found) in enumerate(answers, 1):
        blocks += [h(number, group.name), table(HEAD, [row(one) for one in found], WIDTHS)]
    means = [[one.figure.name, one.figure.means] for _, found in answers for one in found]
    blocks += [h(len(answers) + 1, "统计口径"), table(["项目", "怎么数的"], means, [8, 18])]
    return Sheet("three-data", "园区政务服务三组数据", "", blocks)


def row(one):
    article = one.figure.article
    return [one.figure.name, one.said, article.said if article else "—", article.rule if article else "—"]


def days(scope):
    return f"{zh(scope.first)}至{zh(scope.last)}" if scope.first else f"截至{zh(scope.last)}"
