"""Who works in the open centres and their organs, and whose sign-in is printed."""

import datetime as dt

from yuanban.accounts.acting import CHINA, Actor
from yuanban.demo.province import catalogue as cat
from yuanban.demo.province.people import staff_centre, staff_organ
from yuanban.demo.province.places import PROVINCE

PROVINCIAL_NOTE = "看全省二十一个市（州）、252个园区的办理情况，每个数字都能点开到办件；看三组数据。"


def people(province):
    founding(province)
    opened = province.open()
    for one in {organ.code: organ for seat in opened for organ in handling_organs(seat).values()}.values():
        province.handling[one.code] = staff_organ(province.people, one)
    for seat in opened:
        staff_centre(province.people, seat, 90 + province.rng.randrange(60))
        for key, organ in handling_organs(seat).items():
            seat.staff[organ.code, ""], seat.heads[organ.code] = province.handling[organ.code]
            if key in cat.CITY or key in cat.COUNTY:
                seat.staff[seat.desk.code, organ.code] = [
                    province.people.post(seat.desk, "seconded", f"{organ.short}派驻审批员", seat.centre)
                    for _ in range(4)
                ]
    cast(province)
    province.people.save()


def founding(province):
    centre = province.organs[PROVINCE, "centre"]
    post = province.people.post(centre, "admin", "系统管理员")
    known_as(post, "admin", "管理人员和岗位、事项版本、授权文书和印章。")
    known_as(province.people.post(centre, "provincial", "园区政务服务处工作人员"), "shengzx", PROVINCIAL_NOTE)
    known_as(
        province.people.post(centre, "auditor", "行政执法监督员"),
        "shenji",
        "任选一件，看谁、依据哪份文书、怎样计时作出决定。",
    )
    province.people.save()
    at = dt.datetime(2023, 3, 1, 9, tzinfo=CHINA)
    province.founder = Actor(
        person=post.person_id, name=post.person.name, at=at, post=post.pk, role="admin", body="sc-centre"
    )


def known_as(post, username, note):
    """One of those whose sign-in is printed."""
    post.person.username, post.person.demo_note = username, note


def cast(province):
    """Somebody of each kind in the first open centre."""
    seat = province.open()[0]
    manager = province.people.post(seat.window, "manager", "中心管理员", seat.centre)
    known_as(manager, "zhuren", "看本园区的办理情况、园策和下一步能下放什么。")
    known_as(seat.clerks[0], "chuangkou", "在综合窗口收件、发放证照。")
    known_as(seat.staff[seat.committee.code, ""][0], "yuanqu", "以管委会名义和受委托办理事项。")
    organ = seat.organs["amr"]
    known_as(seat.staff[organ.code, ""][0], "shiju", "在市级部门办理没有交给园区的事项。")
    known_as(seat.staff[seat.desk.code, organ.code][0], "paizhu", "以派出机关名义在园区办理。")
    departments_of = [province.people.post(province.organs[PROVINCE, key], "approver", "支持事项联络员") for key, *_ in cat.PROVINCIAL]  # fmt: skip
    for post in departments_of:
        post.powers = []
    known_as(departments_of[0], "bumen", "看本部门负责的支持事项，填报节点的完成情况。")
    firm, owner = seat.firms[0]
    owner.username, owner.demo_note = "qiye", f"{firm.name}的办事员：看办过的件、文书和证照。"


def handling_organs(seat):
    return {key: one for key, one in seat.organs.items() if key in cat.CITY or key in cat.COUNTY}
