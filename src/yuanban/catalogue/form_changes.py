"""What the buttons of the editor do: from the definition and what was posted to (what changed, the definition after, the place to show)."""

import orjson

from yuanban.catalogue import form_editing as edit
from yuanban.catalogue.form_definition import uses
from yuanban.catalogue.models import Item
from yuanban.ledger.invalid import Invalid

MOST = 500_000


def change(request, version):
    """Raises Invalid when it cannot be done."""
    definition, post = edit.definition_of(version), request.POST
    do = post.get("do", "keep")
    try:
        return DO[do](definition, post, request)
    except (LookupError, ValueError, TypeError):
        raise Invalid({"": "这一处已经不在了，请刷新页面再改。"}) from None


def keep(definition, post, request):
    at = post["at"]
    before = edit.at_place(definition, at)
    if at.startswith("o"):
        return "已保存这条结果。", edit.replaced(definition, at, edit.outcome_of(post)), at
    after = edit.field_of(post, before)
    guard_key(definition, before, after)
    return f"已保存“{after.get('label', '')}”。", edit.replaced(definition, at, after), at


def guard_key(definition, before, after):
    """Others speak of this question by its code."""
    if after.get("key") != before["key"] and (users := used_by(definition, before["key"])):
        raise Invalid({"key": f"“{'”、“'.join(users)}”的条件用着原来的代码{before['key']}，请先改那些条件。"})


def used_by(definition, key):
    return uses(definition["form"], key) + uses(definition["guidance"]["questions"], key)


def add(definition, post, request):
    after, at = edit.added(definition, post)
    return "已增加，请在右边填写。", after, at


def drop(definition, post, request):
    one = edit.at_place(definition, post["at"])
    if (key := one.get("key")) and (users := used_by(definition, key)):
        raise Invalid({"": f"“{'”、“'.join(users)}”的条件用着“{one['label']}”，请先改那些条件。"})
    return f"已删去“{one.get('label') or '一条结果'}”。", edit.removed(definition, post["at"]), ""


def up(definition, post, request):
    after, at = edit.moved(definition, post["at"], -1)
    return "已上移。", after, at


def down(definition, post, request):
    after, at = edit.moved(definition, post["at"], 1)
    return "已下移。", after, at


def section_up(definition, post, request):
    return "已上移这一部分。", edit.section_moved(definition, post["section"], -1), ""


def section_down(definition, post, request):
    return "已下移这一部分。", edit.section_moved(definition, post["section"], 1), ""


def section_name(definition, post, request):
    new = post.get("title", "").strip()[:60]
    return f"已改为“{new}”。", edit.section_renamed(definition, post["section"], new), ""


def copy(definition, post, request):
    """The form of another item, its guidance not: that speaks of that item's materials."""
    source = Item.objects.filter(pk=post.get("from") or 0).first()
    version = source.versions.filter(state__in=("published", "draft")).order_by("-number").first() if source else None
    if source is None or version is None or not version.form:
        raise Invalid({"": "那个事项没有申请表可以复制。"})
    fields = [one for one in edit.definition_of(version)["form"] if one["type"] != "file"]
    return f"已复制“{source.name}”的申请表。", definition | {"form": fields}, ""


def read_json(definition, post, request):
    file = request.FILES.get("file")
    text = file.read(MOST + 1) if file else post.get("json", "").encode()
    if len(text) > MOST:
        raise Invalid({"json": "文件太大，最多500KB。"})
    try:
        said = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Invalid({"json": "不是正确的JSON。"}) from None
    said = {"fields": said} if isinstance(said, list) else said
    if not isinstance(said, dict) or not isinstance(said.get("fields"), list):
        raise Invalid({"json": "应当是问题的列表，或者含有fields和guidance的对象。"})
    guidance = said.get("guidance") or {}
    if not isinstance(guidance, dict):
        raise Invalid({"json": "guidance应当含有questions和outcomes。"})
    parts = {name: guidance.get(name) or [] for name in ("questions", "outcomes")}
    return "已导入。", {"form": said["fields"], "guidance": guidance | parts}, ""


DO = {
    "keep": keep,
    "add": add,
    "drop": drop,
    "up": up,
    "down": down,
    "section-up": section_up,
    "section-down": section_down,
    "section-name": section_name,
    "copy": copy,
    "import": read_json,
}
