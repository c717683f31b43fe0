import json
import re
import uuid

import pytest

from tests.cast import DAY, at
from tests.crew.crew_cast import Crew, fresh, who
from tests.visitor import Visitor, drawn, text
from yuanban.accounts.models import Enterprise
from yuanban.crew.actions.assign_order import assign_order
from yuanban.crew.models import Cadre, Deed, Order, PlanRun, Runner


@pytest.fixture
def crew(town):
    return Crew()


def test_from_a_call_to_the_phone_and_back_without_script(crew):
    desk, lead, rider = Visitor("chuangkou"), Visitor("bangban"), Visitor("qishou")
    page = desk.get("/desk/crew/orders/new/")
    assert "自愿、免费" in text(page) and "第五十八条" in text(page)
    typed = {
        "source": "call", "kind": "carry", "what": "送营业执照", "start": crew.spots["甲公司"].pk, "end": crew.spots["住建局"].pk,
        "day": str(DAY), "minutes": "15", "applicant_name": "甲公司", "contact": "0831-0000111", "originals": "营业执照正本",
    }  # fmt: skip
    bad = desk.post("/desk/crew/orders/new/", typed)
    assert bad.status_code == 409 and "没有写明申请人委托的范围" in text(bad)
    assert drawn(bad)["what"] == ["送营业执照"]
    made = desk.post("/desk/crew/orders/new/", typed | {"scope": "递送原件"})
    order = Order.objects.get()
    assert made.headers["Location"] == f"/desk/crew/orders/{order.number}/"
    assert lead.post("/desk/crew/plan/", {"day": str(DAY)}).status_code == 302
    assert PlanRun.objects.get().state == "waiting"
    assert "hx-get" in lead.get("/desk/crew/").content.decode()
    forced = {"runner": crew.rider.pk, "why": "顺路", "version": order.version}
    lead.post(f"/desk/crew/orders/{order.number}/assign/", forced)
    day = rider.get("/crew/")
    assert "送营业执照" in text(day) and "不得向申请人收取任何费用" in text(day)
    key = re.search(r'name="key" value="([^"]+)"', day.content.decode())[1]
    for _ in range(2):
        assert rider.post(f"/crew/orders/{order.number}/begin/", {"key": key}).status_code == 302
    assert fresh(order).state == "underway" and Deed.objects.count() == 1
    taken = {"papers": order.originals.get().number, "other": "甲公司", "signed": "张三"}
    rider.post(f"/crew/orders/{order.number}/take/", taken)
    assert "路演驰" in text(desk.get("/desk/crew/originals/?hands=runner"))
    chain = desk.get(f"/desk/crew/originals/{order.originals.get().number}/")
    assert "甲公司 → 路演驰" in text(chain) and "我来接收" in text(chain)
    at_desk = {"giver": "路演驰", "taker": who("chuangkou").name, "hands": "window", "signed": "路演驰", "version": "2"}
    desk.post(f"/desk/crew/originals/{order.originals.get().number}/", at_desk)
    assert order.originals.get().holder == who("chuangkou").name


def test_deeds_are_answered_one_by_one_and_strange_ones_are_not_lost(crew):
    order = crew.order("甲公司")
    assign_order(crew.lead, order.number, crew.rider.pk, "近")
    rider = Visitor("qishou")
    steps = [
        {"key": str(uuid.uuid4()), "order": order.number, "verb": verb, "said": {}, "at": at().isoformat()}
        for verb in ("begin", "done", "fly")
    ]
    steps.append(steps[0] | {"key": str(uuid.uuid4()), "order": "BB000"})
    sent = [rider.post("/crew/deeds/", json.dumps(steps), content_type="application/json").json() for _ in range(2)]
    assert sent[0] == sent[1]
    assert [(one["ok"], one.get("lost", False)) for one in sent[0]] == [
        (True, False), (True, False), (False, True), (False, True),
    ]  # fmt: skip
    assert rider.post("/crew/deeds/", "[{", content_type="application/json").status_code == 400
    assert rider.get("/crew/sync/").json()["person"] == who("qishou").person
    worker = rider.get("/crew/worker.js")
    assert worker.headers["Content-Type"].startswith("text/javascript") and b"addEventListener" in worker.content


def test_a_leader_keeps_people_shifts_places_and_cadres(crew):
    boss, lead, other = Visitor("guanli1"), Visitor("bangban"), Visitor("bangban2")
    skills = {"do": "skills", "base": crew.spots["甲公司"].pk, "kinds": ["visit"], "most": "3"}
    lead.post(f"/desk/crew/people/{crew.one.pk}/", skills)
    one = Runner.objects.get(pk=crew.one.pk)
    assert (one.kinds, one.most, one.base.name) == (["visit"], 3, "甲公司")
    assert other.post(f"/desk/crew/people/{crew.one.pk}/", skills).status_code == 403
    wrong = {"do": "shift", "day": str(DAY), "begins": "17:00", "ends": "09:00"}
    assert "下班要晚于上班" in text(lead.post(f"/desk/crew/people/{crew.one.pk}/", wrong))
    lead.post("/desk/crew/spots/", {"name": "新大厅", "east": "2.5", "north": "-1", "area": "城区"})
    assert "新大厅" in text(lead.get("/desk/crew/spots/"))
    firm = crew_firm()
    attach = {"enterprise": firm.code, "person": who("guabang1").person, "from_date": str(DAY)}
    boss.post("/desk/crew/cadres/attach/", attach)
    assert "已有挂帮干部" in text(boss.post("/desk/crew/cadres/attach/", attach))
    assert Cadre.objects.get().enterprise == firm
    assert Visitor("chuangkou4").get(f"/desk/crew/people/{crew.one.pk}/").status_code == 404
    assert Visitor("qiye").get("/desk/crew/").status_code == 403


def crew_firm():
    return Enterprise.objects.filter(members__username="qiye", park__code="lingang").first()
