"""评分标准: each version is published whole and never changed; the next one is another version."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import create
from yuanban.programme.models import Criteria
from yuanban.programme.step import number, require


@transaction.atomic
def keep_criteria(actor, name, rows, source="", template=True, pass_mark="60", experts=3, apart="15"):  # noqa: S107
    """`rows`: [{key, name, weight, means, evidence}], weights adding up to 100. -> the new version."""
    require(actor, "provincial")
    check(name, rows, pass_mark, experts, apart)
    last = Criteria.objects.aggregate(n=Max("number"))["n"] or 0
    row = Criteria(
        name=name.strip()[:120], number=last + 1, rows=rows, template=template, source=source.strip()[:300],
        pass_mark=number(pass_mark), experts=experts, apart=number(apart), published_on=actor.day,
    )  # fmt: skip
    create(row, "criteria.published", actor)
    return row


def check(name, rows, pass_mark, experts, apart):
    errors = {}
    if not name.strip():
        errors["name"] = "请填写评分标准的名称。"
    if not rows or any(number(row["weight"]) in (None, 0) or not row["name"].strip() for row in rows):
        errors["rows"] = "每项指标都要有名称和分值。"
    elif sum(Decimal(str(row["weight"])) for row in rows) != 100:
        errors["rows"] = f"各项分值合计应当为100分，现在是{sum(Decimal(str(row['weight'])) for row in rows)}分。"
    elif len({row["key"] for row in rows}) != len(rows):
        errors["rows"] = "指标的标识不能重复。"
    if number(pass_mark, 100) is None:
        errors["pass_mark"] = "入围线为0至100分。"  # noqa: S105
    if not 1 <= experts <= 15:
        errors["experts"] = "专家为1至15位。"
    if number(apart, 100) is None:
        errors["apart"] = "提示的分差为0至100分。"
    if errors:
        raise Invalid(errors)
