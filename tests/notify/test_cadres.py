"""挂帮: the cadre hears when a matter of their firm stalls, once each time, and not before or after the term."""

import datetime as dt

from tests.cases.matter import RESTAURANT, building_permit
from tests.cast import DAY, at
from yuanban.accounts.acting import system
from yuanban.cases.actions.ask_supplement import ask_supplement
from yuanban.crew.actions.attach_cadre import attach_cadre, end_cadre
from yuanban.notify.actions.remind import remind
from yuanban.notify.cadres import remind_of_supplements
from yuanban.notify.models import Message


def told(person, **more):
    return list(Message.objects.filter(person=person, **more).values_list("text", flat=True))


def test_a_cadre_is_told_of_a_supplement_and_of_due_days(town):
    boss, cadre = town.actor("guanli1"), town.actor("guabang1")
    row = attach_cadre(boss, RESTAURANT, cadre.person, DAY)
    case = town.until(building_permit(town), "received")
    code = case.materials.filter(state="given").first().code
    ask_supplement(town.actor("yuanqu"), case.number, {code: "缺页"})
    [asked] = told(cadre.person)
    assert case.applicant_name in asked and "补正" in asked
    case.refresh_from_db()
    last = system(at(case.supply_by))
    assert (remind_of_supplements(last), remind_of_supplements(last)) == (1, 0)
    late = town.until(building_permit(town), "accepted")
    remind(system(at(late.due_on + dt.timedelta(days=1))))
    assert any("已经超过" in text for text in told(cadre.person, kind="reminder", case=late))
    end_cadre(boss, row.pk, DAY, "轮换")
    before = len(told(cadre.person))
    third = town.until(building_permit(town), "accepted")
    remind(system(at(third.due_on + dt.timedelta(days=40))))
    assert len(told(cadre.person)) == before
