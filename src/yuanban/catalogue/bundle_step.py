"""What the verbs on a 一件事 share: who may, what a version must say, and the digest of what it says."""

import hashlib
import re

import orjson

from yuanban.catalogue.bundling import order_of
from yuanban.catalogue.form_definition import problems_of
from yuanban.catalogue.form_rules import compiled
from yuanban.catalogue.models import Bundle, BundleItem
from yuanban.law import bundle as law
from yuanban.law.conditions import ConditionError
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.write import plain

KEEPERS = ("manager", "provincial", "admin", "system")
PLAIN = ("name", "theme", "lead", "promised", "note", "source", "situations", "shared", "extra", "regions")
MEMBER = ("key", "item", "name", "organ", "days", "after", "needs", "when", "decisive", "flows", "note")
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,119}")
CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")
LONGEST = {"name": 120, "theme": 60, "note": 300, "source": 300}


def require_keeper(actor, bundle=None):
    """A manager keeps what holds in its own park alone; the provincial centre keeps everyone's."""
    if actor.role not in KEEPERS:
        raise Refusal("no-post", because=f"{actor.name}的岗位不能编制一件事。", cure="请由中心管理员或者省级中心办理。")
    if bundle and actor.role == "manager" and not keeps(actor, bundle):
        raise Refusal(
            "no-post",
            because=f"“{bundle.name}”在其他园区也适用，本园区的中心管理员不能改。",
            cure="请以它为底本新建本园区的一件事，或者由省级中心办理。",
        )


def keeps(actor, bundle):
    """Whether it holds nowhere but in the park of this manager's centre."""
    if actor.role != "manager":
        return actor.role in KEEPERS
    elsewhere = bundle.parks.exclude(centre=actor.centre).exists()
    return not bundle.regions and not elsewhere


def lock(bundle, seen=None):
    """The version, held until the transaction ends; `seen` counts its events that the writer was looking at."""
    found = Bundle.objects.select_for_update().get(pk=bundle.pk)
    if seen is not None and int(seen) != found.version:
        raise Refusal("changed-meanwhile")
    return found


def require_draft(bundle):
    if bundle.state != "draft":
        raise Refusal(
            "wrong-state",
            because=f"{bundle.name}第{bundle.number}版{bundle.get_state_display()}，只有草稿可以修改。",
            cure="请以它为底本新建一版，修改后公布。",
        )


def check(bundle, members):
    """Every fault of a draft at once (Invalid); a circle by the names in it (Refusal)."""
    errors = dict(faults(bundle)) | dict(asked_wrongly(bundle)) | dict(member_faults(bundle, members))
    if errors:
        raise Invalid(errors)
    law.guard_order(order_strictly(members))


def order_strictly(members):
    """With every predecessor that is named, even one that is not there."""
    return [law.Member(m.key, m.days or 0, m.called, tuple(m.needs), tuple(m.after), m.decisive) for m in members]


def faults(bundle):
    if not bundle.name:
        yield "name", "请填写名称。"
    for name, most in LONGEST.items():
        if len(getattr(bundle, name)) > most:
            yield name, f"最多{most}字，现有{len(getattr(bundle, name))}字。"
    if bundle.promised is not None and not 1 <= bundle.promised <= 365:
        yield "promised", "联合承诺时限应为1至365的整数（工作日）。"


def asked_wrongly(bundle):
    for place, text in problems_of(bundle.situations).items():
        yield f"situations-{place}", text


def member_faults(bundle, members):
    seen: set[str] = set()
    asked = {q["key"] for q in bundle.situations}
    keys = {m.key for m in members}
    items = [m.item_id for m in members if m.item_id]
    for n, m in enumerate(members):
        if not KEY.fullmatch(m.key) or m.key in seen:
            yield f"m{n}-key", f"第{n + 1}件的代码“{m.key}”不对或者重复：用字母、数字和短横线。"
        seen.add(m.key)
        if not m.item_id and not m.name:
            yield f"m{n}-item", f"第{n + 1}件请选择事项，或者写明名称。"
        if m.item_id and items.count(m.item_id) > 1:
            yield f"m{n}-item", f"“{m.called}”重复出现，一件事里每个事项只有一次。"
        if missing := sorted(set(m.flows.values()) - keys):
            yield f"m{n}-flows", f"“{m.called}”的材料由不在这件事里的“{'、'.join(missing)}”代替。"
        yield from turning(n, m, asked)


def turning(n, m, asked):
    if not m.when:
        return
    try:
        used = tuple(m.when) if isinstance(m.when, dict) else compiled(m.when).names
    except ConditionError as problem:
        yield f"m{n}-when", f"“{m.called}”：{problem}。"
        return
    if unknown := [name for name in used if name not in asked]:
        yield f"m{n}-when", f"“{m.called}”的情形说到了没有的问题：{'、'.join(unknown)}。"


def content(bundle):
    """All that a version says, as JSON; its state, first and last day may change."""
    said = {name: getattr(bundle, f"{name}_id" if name == "lead" else name) for name in PLAIN}
    members = [
        {name: getattr(m, "item_id" if name == "item" else name) for name in MEMBER} | {"order": m.order}
        for m in bundle.members.order_by("order", "id")
    ]
    parks = sorted(bundle.parks.values_list("code", flat=True))
    return plain({"code": bundle.code, "number": bundle.number, **said, "parks": parks, "members": members})


def bundle_digest(bundle):
    """SHA-256 of the content, in canonical JSON."""
    return hashlib.sha256(orjson.dumps(content(bundle), option=orjson.OPT_SORT_KEYS)).hexdigest()


def new_members(bundle, rows):
    """Rows are dicts of MEMBER; `item` is an Item or None."""
    return [
        BundleItem(bundle=bundle, order=order, **{name: row[name] for name in MEMBER if name in row})
        for order, row in enumerate(rows)
    ]


def course_of(bundle, versions):
    return law.course(order_of(list(bundle.members.all()), versions))
