"""The editor of forms: every change through the pages, refused when it would break something, taken back when regretted."""

import json

import pytest

from tests.visitor import Visitor, hidden, text
from yuanban.catalogue.actions.edit_form import edit_form
from yuanban.catalogue.actions.publish_version import publish_version
from yuanban.catalogue.actions.start_draft import start_draft
from yuanban.catalogue.queries import version_on
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.models import Event

WRITER = "shengzx"


@pytest.fixture
def item(town):
    return town.item("城镇污水排入排水管网许可", "cp-hud")


@pytest.fixture
def draft(town, item):
    return start_draft(town.actor(WRITER), item)


@pytest.fixture
def desk(draft):
    return Visitor(WRITER)


def url(item, more=""):
    return f"/desk/items/{item.pk}/form/{more}"


def send(desk, item, do, **fields):
    seen = hidden(desk.get(url(item)), "version")
    return desk.post(url(item), {"version": seen, "do": do} | fields)


def form_of(draft):
    draft.refresh_from_db()
    return draft.form


def by_label(draft, label):
    return next((n, f) for n, f in enumerate(form_of(draft)) if f["label"] == label)


def test_a_question_is_added_conditioned_moved_and_removed(desk, item, draft):
    send(desk, item, "add", into="f", type="number", label="隔油池容积", section="预处理")
    n, added = by_label(draft, "隔油池容积")
    assert (added["type"], added["section"], added["key"]) == ("number", "预处理", "q1")
    picked = {"label": "隔油池容积", "type": "number", "key": "q1", "unit": "立方米", "min": "1", "section": "预处理"}
    picked |= {"required": "on", "when_join": "&&", "when0-key": "treated", "when0-value": "是", "when0-sign": "=="}
    picked |= {"when1-key": "water_kind", "when1-sign": "==", "when1-value": "餐饮"}
    answer = send(desk, item, "keep", at=f"f-{n}", **picked)
    assert answer.status_code == 302, text(answer)
    kept = form_of(draft)[n]
    assert kept["when"] == "treated == true && water_kind == '餐饮'"
    assert (kept["unit"], kept["min"], kept["required"]) == ("立方米", 1, True)
    shown = desk.get(f"{url(item)}?at=f-{n}").content.decode()
    assert '<option value="water_kind" selected>' in shown
    assert 'value="餐饮"' in shown
    send(desk, item, "up", at=f"f-{n}")
    assert by_label(draft, "隔油池容积")[0] < n
    send(desk, item, "drop", at=f"f-{by_label(draft, '隔油池容积')[0]}")
    assert all(f["label"] != "隔油池容积" for f in form_of(draft))


def test_the_last_change_is_taken_back(desk, item, draft):
    before = form_of(draft)
    send(desk, item, "section-name", section="排水口", title="排口")
    assert "排口" in {f.get("section") for f in form_of(draft)}
    assert "排口" in text(desk.get(url(item)))
    send(desk, item, "undo")
    assert form_of(draft) == before
    assert "没有可以撤销的改动" in text(send(desk, item, "undo"))
    told = Event.objects.filter(stream=item.stream, kind__startswith="item.form-").order_by("seq")
    assert [event.kind for event in told] == ["item.form-edited", "item.form-undone"]


def test_what_would_break_the_form_is_refused_and_what_was_typed_stays(desk, item, draft):
    n, kind = by_label(draft, "排水户类型")
    before = form_of(draft)
    refused = send(desk, item, "drop", at=f"f-{n}")
    assert refused.status_code == 422
    assert "的条件用着“排水户类型”" in text(refused)
    typed = {"label": "排水户的类型", "type": "choice", "key": "water_kind", "options": "工业\n工业"}
    refused = send(desk, item, "keep", at=f"f-{n}", **typed, when_raw="water_kind == '工业'")
    page = text(refused)
    assert refused.status_code == 422
    assert "选项至少一个、不能重复" in page
    assert "排水户的类型" in refused.content.decode()
    circle = {"label": "排水户类型", "type": "choice", "key": "water_kind", "options": "\n".join(kind["options"])}
    refused = send(desk, item, "keep", at=f"f-{n}", **circle, when_raw="size(stuff) > 0")
    assert "绕成了圈" in text(refused)
    assert form_of(draft) == before


def test_a_page_that_is_out_of_date_changes_nothing(desk, item, draft):
    seen = hidden(desk.get(url(item)), "version")
    send(desk, item, "section-name", section="排水口", title="排口")
    late = desk.post(url(item), {"version": seen, "do": "drop", "at": "f-0"})
    assert late.status_code == 409
    assert by_label(draft, "排水地址")


def test_the_preview_is_the_applicants_form_and_keeps_nothing(desk, item, draft):
    tried = desk.post(
        url(item, "preview/"), {"do": "more:outlets", "outlets._rows": "1", "outlets.0.outlet_at": "东门"}
    )
    assert "outlets.1.outlet_at" in tried.content.decode()
    assert "东门" in tried.content.decode()
    checked = desk.post(
        url(item, "preview/"), {"do": "check", "outlet": "2", "outlets._rows": "1", "outlets.0.outlet_at": "东门"}
    )
    assert checked.status_code == 422
    assert "排水口的个数应当和上面填的数量一样。" in text(checked)
    assert "经隔油池" in text(desk.get(url(item, "guidance/?who=餐饮")))


def test_guidance_is_written_with_pick_lists(desk, item, draft):
    send(desk, item, "add", into="q", type="yesno", label="排入雨水管网吗", fact="on")
    picked = {"when0-key": "q1", "when0-sign": "==", "when0-value": "是", "fails": "污水不得排入雨水管网"}
    assert send(desk, item, "add", into="o", **picked).status_code == 302
    draft.refresh_from_db()
    assert draft.guidance["outcomes"][-1] == {"when": "q1 == true", "fails": "污水不得排入雨水管网"}
    refused = send(desk, item, "add", into="o", **(picked | {"when0-key": "q9"}))
    assert "没有的引导问题：q9" in text(refused)
    assert "污水不得排入雨水管网" in text(desk.get(url(item, "guidance/?q1=是")))


def test_out_as_json_and_in_again(desk, item, draft):
    out = json.loads(desk.get(url(item, "export/")).content)
    assert out["fields"] == form_of(draft)
    out["fields"][0]["label"] = "排水的地址"
    assert send(desk, item, "import", json=json.dumps(out)).status_code == 302
    assert form_of(draft)[0]["label"] == "排水的地址"
    out["fields"][0]["when"] = "site == 'x'"
    assert "它自己" in text(send(desk, item, "import", json=json.dumps(out)))
    assert "不是正确的JSON" in text(send(desk, item, "import", json="{"))
    assert form_of(draft)[0]["label"] == "排水的地址"


def test_the_form_of_another_item_is_taken_over(town, desk, item, draft):
    other = town.item("道路货物运输经营许可", "cp-trans")
    assert "复制“道路货物运输经营许可”" in text(desk.get(f"{url(item)}?from=道路货物"))
    send(desk, item, "copy", **{"from": other.pk})
    assert form_of(draft) == other.versions.get().form


def test_bad_data_is_refused_at_edit_and_at_publication(town, item, draft):
    actor = town.actor(WRITER)
    loop = [{"key": "a", "label": "甲", "type": "text", "when": "a == 'x'"}]
    with pytest.raises(Invalid, match="它自己"):
        edit_form(actor, draft, loop, {}, "改")
    type(draft).objects.filter(pk=draft.pk).update(form=loop)
    draft.refresh_from_db()
    with pytest.raises(Invalid, match="它自己"):
        publish_version(actor, draft)
    assert "照现在这样还不能公布" in text(Visitor(WRITER).get(url(item)))
    with pytest.raises(Refusal):
        edit_form(actor, version_on(item, actor.day), [], {}, "改")


def test_strangers_do_not_edit_forms(desk, item):
    assert Visitor("chuangkou").get(url(item)).status_code == 403
    assert Visitor("qiye").get(url(item)).status_code in (302, 403)
    assert Visitor().get(url(item)).status_code == 302
