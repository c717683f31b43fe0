"""用印备案表, 下放承接表 and the text by which an applicant asks to be helped."""

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


def seal(facts):
    name = facts.old.name if facts.old else f"{facts.giver}行政审批专用章（{BLANK}）"
    names = "\n".join(f"{number}．{one.name}（{one.code}）" for number, one in enumerate(facts.lines, 1))
    return Sheet(
        "seal",
        "行政审批专用章用印备案表",
        f"备案编号：{BLANK}〔{facts.day.year}〕{BLANK}号",
        [
            form(
                [
                    ("印章名称", name),
                    ("印章所属机关", f"{facts.giver}（统一社会信用代码：{facts.credit_code(facts.wanted.giver)}）"),
                    ("保管单位", f"{facts.to}（统一社会信用代码：{facts.credit_code(facts.wanted.to)}）"),
                    ("保管和用印地点", facts.place),
                    ("保管人／监印人", f"{BLANK}／{BLANK}（不得为同一人，不得为同一件的审查人）"),
                    ("备案类型", f"变更（{facts.changes}）" if facts.old else "新备案"),
                    ("适用事项", names or BLANK_LONG),
                    ("使用期限", f"自备案之日起{term(facts.wanted.months or 36)}，不超过所依据文书的期限"),
                    ("所依据的文书", BLANK_LONG),
                    ("印模", "\n\n\n"),
                    ("所属机关意见", f"同意交由上述单位保管和使用。\n\n（盖章）　　{BLANK_DAY}"),
                    ("保管单位意见", f"已收到印章，按规定保管和使用。\n\n（盖章）　　{BLANK_DAY}"),
                    ("备案机关意见", f"予以备案。\n\n（盖章）　　{BLANK_DAY}"),
                ]
            ),
            p("用印要求："),
            *listed(
                [
                    "专章专用：只用于上列事项，只以所属机关名义出具的文书使用，不得用于合同、介绍信和空白文书。",
                    "逐件登记：日期、办件编号、文书名称和文号、份数、经办人、监印人；登记簿保存不少于十年。",
                    "停用、遗失、损毁或者期限届满的，保管单位当日报告所属机关，停止使用并交回封存，由所属机关公告。",
                ]
            ),
        ],
    )


def take_up(facts):
    what = "委托" if facts.wanted.kind == "entrustment" else "下放"
    rows = [
        [number, one.name, one.code, what, facts.powers, "□承接　□暂缓　□不承接", BLANK, BLANK]
        for number, one in enumerate(facts.lines, 1)
    ]
    return Sheet(
        "take-up",
        "行政权力事项下放承接表",
        f"填报单位：{facts.to}　　填报日期：{BLANK_DAY}",
        [
            h(1, "逐项承接意见"),
            p(f"下放机关：{facts.giver}　　承接单位：{facts.to}　　下放方式：{what}　　适用地域：{facts.territory}"),
            table(
                [
                    "序号",
                    "事项名称",
                    "事项编码",
                    "方式",
                    "权限",
                    "承接意见（择一）",
                    "承接部门和人员",
                    "暂缓、不承接的理由及时间表",
                ],
                rows,
                [1, 4, 4, 2, 3, 3, 3, 5],
            ),
            h(2, "承接条件自查"),
            table(
                ["承接条件", "要求", "现状", "是否具备"],
                [
                    [
                        "人员",
                        f"受理一人以上，审查{'二' if facts.reviewers > 1 else '一'}人以上，均经下放机关培训并取得行政执法资格",
                        BLANK,
                        "□是　□否",
                    ],
                    ["场所和窗口", "有固定窗口和档案存放条件", BLANK, "□是　□否"],
                    ["业务系统", "已开通下放机关业务系统权限，数据可以归集", BLANK, "□是　□否"],
                    ["印章", "需要用印的，印章已经备案", BLANK, "□是　□否"],
                    ["审查能力", "有审查要点，需要专家、现场核查的有保障", BLANK, "□是　□否"],
                ],
                [3, 8, 5, 3],
            ),
            p(
                "填写说明：成熟一项、承接一项。每一事项逐项填写承接意见；暂缓承接的写明条件和时间，不承接的写明理由，由下放机关继续办理，不得空转。"
            ),
        ],
        organs_sign(("承接单位", facts.to), ("下放机关", facts.giver)),
        landscape=True,
    )


def agency(facts):
    rows = [[number, one.name, one.organ] for number, one in enumerate(facts.lines, 1)]
    return Sheet(
        "agency",
        "帮办代办委托书",
        "",
        [
            form(
                [
                    ("委托人（申请人）", BLANK_LONG),
                    ("统一社会信用代码", BLANK_LONG),
                    ("代办单位", facts.to),
                    ("代办员", BLANK),
                ]
            ),
            p(
                f"委托人自愿委托{facts.to}代为办理下列事项的材料递交和结果领取（《中华人民共和国行政许可法》第二十九条）。"
            ),
            table(["序号", "事项名称", "主管机关"], rows, [1, 7, 6]),
            h(1, "代办范围"),
            p("代办员只代为递交申请材料、领取文书，不代为承诺、不代为签字，不行使受理、审查、决定等权力。"),
            h(2, "双方约定"),
            *listed(
                [
                    "代办自愿、免费。委托人可以随时书面解除委托，自行办理。",
                    "委托人对申请材料的真实性负责；代办员每次交接材料当面清点、签字。",
                    "代办员不得泄露委托人的商业秘密，不得指定中介机构。",
                ]
            ),
        ],
        organs_sign(("委托人", BLANK_LONG), ("代办单位", facts.to)),
    )
