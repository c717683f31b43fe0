"""docs/glossary.md says every word of the code, with the Chinese that users read, and no word that has gone."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

import yuanban
from yuanban.cases.actions.deliver import WAYS
from yuanban.cases.actions.refuse_acceptance import GROUNDS as REFUSALS
from yuanban.commands.imports import TITLES
from yuanban.law import answers, clock, procedure, timeline, world
from yuanban.law.modefile import SITES, load_modes
from yuanban.law.roles import NEEDS, ROLES, SIGNER
from yuanban.law.rules import rules
from yuanban.mandates.life import LIVES

PACKAGE = Path(yuanban.__file__).parent
GLOSSARY = PACKAGE.parents[1] / "docs" / "glossary.md"
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.M)
STREAMS = """
admission
application
arrangement
bundle
cadre
calendar
call
card
case
certificate
commission
concern
connection
consult
criteria
dispute
document
draw
duty
expert
fact
feedback
gathering
hire
inspection
institution
instrument
interest
intermediary
item
leg
listing
meeting
mending
merger
milestone
need
objection
order
original
overlay
paper
practice
product
provider
ranking
rating
reference
requirement
run
runner
seal
service
servicekind
sheet
shelf
shift
signup
sitevisit
standing
supportitem
team
vacancy
visit
word
""".split()
EVENT = re.compile(rf"(?:{'|'.join(STREAMS)})\.(?!typ\b)[a-z-]+")


def modules(folder):
    """The modules and packages of one folder; what they are called is a word of ours."""
    named = [p.stem for p in folder.glob("*.py")] + [p.parent.name for p in folder.glob("*/__init__.py")]
    return dict.fromkeys(sorted(set(named) - {"__init__"}))


def actions():
    found = PACKAGE.glob("*/actions/*.py")
    return dict.fromkeys(sorted(f"{p.parts[-3]}.{p.stem}" for p in found if p.stem != "__init__"))


def our_models():
    return [m for m in apps.get_models() if m.__module__.startswith("yuanban.") and m._meta.app_config]


def models():
    return dict.fromkeys(sorted(m._meta.label for m in our_models()))


def choices():
    """{room.Model.field: {value: label}} for every field that offers a choice."""
    return {
        f"{m._meta.label}.{field.name}": {str(value) or "空": label for value, label in field.choices}
        for m in sorted(our_models(), key=lambda m: m._meta.label)
        for field in m._meta.concrete_fields
        if field.choices
    }


def events():
    """The kinds of event, as the code writes them."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in PACKAGE.rglob("*.py"))
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return dict.fromkeys(
        sorted(
            t
            for t in texts
            if isinstance(t, str) and EVENT.fullmatch(t) and not t.endswith((".typ", ".code", ".id", ".name"))
        )
    )


TERMS = {
    "房间和模块": lambda: modules(PACKAGE),
    "法律引擎的模块": lambda: modules(PACKAGE / "law"),
    "动作": actions,
    "模型": models,
    "权限": lambda: world.POWERS,
    "步骤": lambda: {verb: move.name_zh for verb, move in procedure.MOVES.items()},
    "状态": lambda: procedure.STATES,
    "决定的结果": lambda: procedure.OUTCOMES,
    "授权文书的种类": lambda: world.KINDS,
    "授权文书的状况": lambda: LIVES,
    "主体的种类": lambda: world.BODY_KINDS,
    "办理模式": lambda: {mode.id: mode.name for mode in load_modes().values()},
    "模式文件中的角色": lambda: dict.fromkeys([*ROLES, SIGNER]),
    "模式文件中的前提": lambda: dict.fromkeys(NEEDS),
    "模式文件中的地点": lambda: dict.fromkeys(SITES),
    "灯色": lambda: clock.LIGHTS,
    "不计入期限的情形": lambda: procedure.GROUNDS,
    "影响期限的事件": lambda: dict.fromkeys(timeline.EFFECTS),
    "不予受理的情形": lambda: REFUSALS,
    "送达方式": lambda: WAYS,
    "引擎的三种回答": lambda: dict.fromkeys(n for n in vars(answers) if n in ("Allowed", "Refused", "Unknown")),
    "规则": lambda: {rule.id: rule.title for rule in rules().values()},
    "事件": events,
    "导入的表格": lambda: TITLES,
}


def written(heading):
    """{identifier: [Chinese, meaning]} of the table under one heading."""
    text = GLOSSARY.read_text(encoding="utf-8")
    found = re.search(rf"^#+ `?{re.escape(heading)}`?\n(.*?)(?=^#|\Z)", text, re.M | re.S)
    assert found, f"docs/glossary.md 没有“{heading}”一节"
    rows = ROW.findall(found[1])
    assert len({row[0] for row in rows}) == len(rows), f"“{heading}”一节有重复的词"
    return {key: [chinese.strip(), meaning.strip()] for key, chinese, meaning in rows}


def compare(heading, terms):
    told = written(heading)
    missing, gone = sorted(set(terms) - set(told)), sorted(set(told) - set(terms))
    assert not missing, f"“{heading}”一节缺少：{'、'.join(missing)}"
    assert not gone, f"“{heading}”一节中已不存在：{'、'.join(gone)}"
    wrong = [f"{key} 应为“{label}”" for key, label in terms.items() if label and told[key][0] != label]
    assert not wrong, f"“{heading}”一节的中文与代码不一致：{'；'.join(wrong)}"


@pytest.mark.parametrize("heading", TERMS)
def test_every_word_is_in_the_glossary(heading):
    compare(heading, TERMS[heading]())


@pytest.mark.parametrize("field", choices())
def test_every_choice_is_in_the_glossary(field):
    compare(field, choices()[field])


def test_the_glossary_has_no_section_of_its_own():
    headings = re.findall(r"^#{2,3} `?(.+?)`?$", GLOSSARY.read_text(encoding="utf-8"), re.M)
    assert set(headings) == {*TERMS, *choices(), "选项的值"}


def test_rules_cite_their_articles():
    told = written("规则")
    uncited = [rule.id for rule in rules().values() if rule.article not in told[rule.id][1]]
    assert uncited == []
