"""The paper of a card, written with the event that gives it."""

from yuanban.law.ladder import CARDS
from yuanban.papers.day import zh
from yuanban.papers.drafting import Draft, Standing, p
from yuanban.papers.following import paper
from yuanban.papers.models import Paper
from yuanban.papers.naming import names


def follow_card(case, event, actor):
    known = names(actor.day)
    said, row = paper(case, event.seq, notice(case, event.data, actor, known), known)
    return {"papers": [said]}, [(Paper, row)]


def notice(case, data, actor, known):
    """Which limit was missed, when, and by whom. The centre's own word: it carries no seal of an organ."""
    body, colour, due = known.body(data["body"])["name"], CARDS[data["colour"]], data["due"]
    limit = "法定" if due == case.statutory_due.isoformat() else "承诺"
    said = [
        p(f"{body}："),
        p(
            f"“{case.item.name}”（{case.number}）应当在{limit}办结日{zh(due)}以前作出决定，",
            f"至{zh(actor.day)}仍由你单位办理，依照效能监察规则给予{colour}。",
        ),
        p("期限的逐日计算见该件的“期限怎么算”；中止计时、等待申请人补正的日子没有计入。"),
        p(
            f"对本告知单有异议的，可以自{zh(actor.day)}起{data['appeal_days']}个工作日内申诉，由不属于你单位的监督员复核。"
        ),
    ]
    issuer = case.park.committee.code if case.park.committee else data["body"]
    return Draft("card", actor.day, Standing(issuer, issuer, None, (), None), said)
