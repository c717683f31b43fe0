"""委托书, and the 公告 without which it does not work (《行政许可法》第二十四条)."""

from yuanban.mandates.drafts.sheet import (
    BLANK,
    BLANK_DAY,
    BLANK_LONG,
    Sheet,
    form,
    h,
    listed,
    organs_sign,
    p,
    table,
    term,
)

HEAD = ["序号", "事项名称", "事项编码", "设定依据", "法定期限", "承诺期限"]
WIDTHS = [1, 4, 5, 5, 2, 2]


def items_table(facts):
    rows = [
        [number, one.name, one.code, one.basis, one.statutory, one.promised]
        for number, one in enumerate(facts.lines, 1)
    ]
    return table(HEAD, rows, WIDTHS)


def entrustment(facts):
    what = "行政许可" if facts.all_permits else "行政权力事项"
    return Sheet(
        "entrustment",
        f"{what}委托书",
        f"编号：{BLANK}〔{facts.day.year}〕{BLANK}号",
        [
            form(parties(facts)),
            p(opening(facts, what)),
            *replaced(facts),
            h(1, "委托事项"),
            items_table(facts),
            h(2, "委托权限和名义"),
            *listed(powers(facts)),
            h(3, "实施地域和条件"),
            p(f"本委托在{facts.territory}内适用。{condition(facts)}"),
            h(4, "委托期限"),
            p(
                f"委托期限为{term(facts.wanted.months or 36)}，自委托机关公告受委托机关和委托内容之日起计算。"
                "期限届满需要继续委托的，应当在届满六十日前重新办理。"
            ),
            h(5, "委托机关的权利和义务"),
            *listed(giver_duties(facts)),
            h(6, "受委托机关的权利和义务"),
            *listed(taker_duties(facts)),
            h(7, "法律责任"),
            *listed(consequences(facts)),
            h(8, "监督检查"),
            p(
                "委托机关每半年至少组织一次案卷抽查和现场检查，每年向社会公布委托事项的办理情况；受委托机关应当如实提供"
                "案卷、台账和系统记录，对指出的问题在十五个工作日内整改并书面反馈。"
            ),
            h(9, "公告和生效"),
            p(
                "委托机关应当自本委托书签署之日起十个工作日内，在本机关和本级人民政府门户网站以及受委托机关办事场所，"
                "将受委托机关和委托内容予以公告。本委托书自公告之日起生效；公告之前，受委托机关不得以委托机关名义实施。"
            ),
            h(10, "变更、解除和其他"),
            *listed(
                [
                    "委托事项的设定依据修改或者废止的，委托机关应当及时变更或者解除委托，并予公告。",
                    "任何一方要求变更或者解除的，应当提前三十日书面通知对方；解除之前已经受理的，由受委托机关依法办结，"
                    "委托机关决定收回自行办理的除外。",
                    "本委托书一式四份，委托机关和受委托机关各执一份，报本级人民政府司法行政部门和政务服务管理机构各一份备案。",
                ]
            ),
        ],
        organs_sign(("委托机关", facts.giver), ("受委托机关", facts.to)),
    )


def parties(facts):
    return [
        ("委托机关", facts.giver),
        ("统一社会信用代码", facts.credit_code(facts.wanted.giver)),
        ("受委托机关", facts.to),
        ("统一社会信用代码", facts.credit_code(facts.wanted.to)),
        ("办理地点", facts.place),
    ]


def opening(facts, what):
    return (
        f"为便利企业就近办事，根据《中华人民共和国行政许可法》第二十四条和{facts.basis}的规定，{facts.giver}"
        f"（以下简称委托机关）将下列{what}委托{facts.to}（以下简称受委托机关）实施。"
    )


def replaced(facts):
    if not facts.old:
        return []
    number = f"（{facts.old.number}）" if facts.old.number else ""
    return [
        p(
            f"本委托书是对《{facts.old.title}》{number}的{facts.changes}。自本委托书生效之日起，原文书停止执行，"
            "此前依据原文书办理的继续有效。"
        )
    ]


def powers(facts):
    said = [
        f"委托机关将前条所列事项的{facts.powers}委托受委托机关实施。"
        + (f"{facts.kept_powers}仍由委托机关行使。" if facts.kept_powers else ""),
        "受委托机关在委托范围内以委托机关名义实施，对外文书的署名机关为委托机关。",
    ]
    sight = facts.wanted.seal_on_sight
    if sight is not None:
        return [
            *said,
            f"见章盖章：受委托机关审查同意并加盖审查专用章的，委托机关在{chinese_days(sight)}作出决定、加盖印章，"
            "不再重复审查，不要求申请人重复提交材料；认为明显违法的，应当在同一期限内书面说明理由，退回受委托机关。",
        ]
    if "seal" in facts.wanted.powers:
        return [
            *said,
            "决定文书加盖委托机关交受委托机关保管的行政审批专用章。该印章按用印备案表登记，专章专用，逐件登记。",
        ]
    return said


def chinese_days(number):
    return "当日" if number == 0 else f"{number}个工作日内"


def condition(facts):
    if not facts.condition:
        return "不附金额、规模等条件。"
    return f"仅限于下列情形：{facts.condition}。不符合的，由委托机关办理。"


def giver_duties(facts):
    return [
        "对受委托机关实施委托事项的行为负责监督，并对该行为的后果承担法律责任（《中华人民共和国行政许可法》第二十四条第二款）。",
        "向受委托机关提供办事指南、审查要点、文书格式、业务系统权限和印章，在委托生效前完成对承办人员的培训，委托期间"
        "每年至少培训一次。",
        "对受委托机关已经受理、审查的，不得要求申请人重复提供申请材料（《中华人民共和国行政许可法》第三十五条）。",
        "发现受委托机关的行为违法或者明显不当的，有权要求其改正或者依法撤销；情节严重的，可以中止或者收回委托。",
        "不得以委托为由向受委托机关或者申请人收取费用。",
    ]


def taker_duties(facts):
    people = "二" if facts.reviewers > 1 else "一"
    return [
        "在委托范围内，以委托机关名义依法实施，不得超越委托的事项、权限、地域和条件。",
        "不得再委托其他组织或者个人实施（《中华人民共和国行政许可法》第二十四条第三款）。",
        f"配备与委托事项相适应的承办人员，每一事项审查人员不少于{people}人；需要对申请材料的实质内容进行核实的，"
        "指派两名以上工作人员进行核查（《中华人民共和国行政许可法》第三十四条第三款）。",
        "当场或者在五个工作日内一次告知需要补正的全部内容；受理、不予受理均出具加盖印章、注明日期的书面凭证"
        "（《中华人民共和国行政许可法》第三十二条）。",
        "在第一条所列承诺期限内办结，自作出决定之日起十个工作日内送达。",
        "自作出决定之日起二个工作日内将结果推送监管部门，案卷每月向委托机关移交一次，不向申请人收取任何费用。",
    ]


def consequences(facts):
    return [
        f"受委托机关在委托范围内实施委托事项的法律后果由{facts.giver}承担。申请人不服的，以委托机关为行政复议被申请人、"
        "行政诉讼被告。",
        "受委托机关应当在委托机关要求的期限内提供作出行为的证据、依据和有关材料，并派员参加行政复议、行政诉讼。",
        "受委托机关超越委托范围，或者承办人员故意、重大过失造成损害的，委托机关承担赔偿责任后，依法向责任人员追偿，"
        "由有权机关依法追究责任。",
    ]


def notice(facts):
    return Sheet(
        "notice",
        f"{facts.giver}关于委托{facts.to}实施{many(facts)}的公告",
        f"{BLANK}〔{facts.day.year}〕{BLANK}号",
        [
            p(
                f"根据《中华人民共和国行政许可法》第二十四条第一款和{facts.basis}的规定，现将受委托机关和委托内容公告如下："
            ),
            h(1, "委托机关"),
            p(f"{facts.giver}。委托机关对受委托机关实施委托事项的行为负责监督，并对该行为的后果承担法律责任。"),
            h(2, "受委托机关"),
            p(f"{facts.to}。办理地点：{facts.place}；联系电话：{facts.centre.phone if facts.centre else BLANK_LONG}。"),
            h(3, "委托内容"),
            p(f"委托权限：{facts.powers}。实施地域：{facts.territory}。{condition(facts)}委托事项如下："),
            items_table(facts),
            h(4, "委托期限"),
            p(period(facts)),
            h(5, "名义和救济"),
            p(
                f"受委托机关以{facts.giver}名义作出决定。对决定不服的，可以自知道之日起六十日内，以{facts.giver}为被申请人依法"
                f"申请行政复议，或者在六个月内以{facts.giver}为被告依法提起行政诉讼。"
            ),
            h(6, "监督"),
            p(f"监督投诉电话：{BLANK_LONG}。办理委托事项不收取任何费用，受委托机关不得再委托其他组织或者个人实施。"),
            p("特此公告。"),
        ],
        [[facts.giver, BLANK_DAY]],
    )


def period(facts):
    """A paper that stands keeps its last day; a new or renewed one gets the term that is proposed."""
    last = getattr(facts.wanted.paper, "to_date", None)
    if last:
        return f"自本公告发布之日起至{last.year}年{last.month}月{last.day}日止。"
    return f"自本公告发布之日起{term(facts.wanted.months or 36)}。"


def many(facts):
    first = facts.lines[0].name if facts.lines else BLANK_LONG
    count = len(facts.lines)
    return f"“{first}”" if count < 2 else f"“{first}”等{count}项行政权力事项"
