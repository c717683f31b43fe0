"""派驻协议 and 合作协议: people and windows; no power leaves the organ that has it."""

from yuanban.mandates.drafts.entrusting import items_table
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

SIDES = "甲乙丙丁戊己"


def secondment(facts):
    return Sheet(
        "secondment",
        "窗口派驻协议",
        f"编号：{BLANK}〔{facts.day.year}〕{BLANK}号",
        [
            form(
                [
                    ("派出机关（甲方）", facts.giver),
                    ("接收单位（乙方）", facts.committee),
                    ("派驻窗口", facts.to),
                    ("办公地点", facts.place),
                ]
            ),
            p(
                f"为方便企业在园区办事，{facts.giver}（以下简称甲方）与{facts.committee}（以下简称乙方）就甲方向{facts.to}派驻工作人员"
                "现场办理下列事项，达成如下协议。"
            ),
            *standing(facts),
            h(1, "派驻事项"),
            items_table(facts),
            h(2, "派驻权限和名义"),
            *listed(
                [
                    f"甲方派驻人员在派驻窗口办理前条所列事项的{facts.powers}。",
                    "派驻人员以甲方名义办理，作出的行为是甲方的行为，其法律后果由甲方承担；申请人不服的，以甲方为行政复议"
                    "被申请人、行政诉讼被告（《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第二十条第三款）。"
                    "乙方和派驻窗口不因本协议取得任何行政权力。",
                    sealing(facts),
                    f"本协议在{facts.territory}内适用。",
                ]
            ),
            h(3, "派驻人员"),
            p(
                f"甲方派驻下列人员，审查岗位不少于{'二' if facts.reviewers > 1 else '一'}人；人员变动的，提前五个工作日书面告知乙方。"
            ),
            table(
                ["序号", "姓名", "所在科室、职务", "行政执法证号", "岗位和权限", "联系电话"],
                [[number, BLANK, BLANK, BLANK, duty, BLANK] for number, duty in enumerate(posts(facts), 1)],
                [1, 2, 4, 4, 4, 3],
            ),
            h(4, "不派驻的事项（负面清单）"),
            *negative(facts),
            h(5, "双方职责"),
            *listed(
                [
                    "甲方对派驻人员充分授权，派驻事项在窗口受理、审查、决定，不得要求申请人再到甲方办公场所办理；对派驻人员"
                    "进行业务管理、培训和考核，保障业务系统在派驻窗口可用。",
                    "乙方提供窗口、办公设备、网络和档案存放条件，负责派驻人员的日常考勤和服务规范管理，并将结果每季度送甲方。",
                    "派驻人员遵守一次告知、限时办结、回避、保密等规定；需要对申请材料的实质内容进行核实的，由甲方指派两名以上"
                    "工作人员进行。",
                    "派驻人员空缺的，甲方应当在二个工作日内补派，期间由甲方在本机关办理并由帮办人员代为递送，不增加申请人的往返。",
                    "派驻人员的编制、工资、党组织关系和年度考核由甲方管理，年度考核听取乙方意见。",
                ]
            ),
            h(6, "期限和其他"),
            *listed(
                [
                    f"本协议有效期{term(facts.wanted.months or 24)}，自双方签署之日起计算；届满前三十日双方协商续签。",
                    "双方协商一致可以书面变更或者解除；解除前已经受理的，由甲方依法办结。",
                    "本协议一式四份，双方各执两份，派驻事项和人员名单在派驻窗口公示。",
                ]
            ),
        ],
        organs_sign(("甲方", facts.giver), ("乙方", facts.committee)),
    )


def standing(facts):
    if not facts.old:
        return []
    return [p(f"本协议是对《{facts.old.title}》的{facts.changes}，自签署之日起代替原协议。")]


def sealing(facts):
    if "seal" in facts.wanted.powers:
        return "决定文书加盖甲方备案、交派驻窗口保管的行政审批专用章。"
    return "印章不在派驻窗口的，派驻人员作出决定后由甲方在一个工作日内用印，窗口统一送达，不再审查。"


def posts(facts):
    reviewers = ["审查"] * max(facts.reviewers, 1)
    return ["受理、送达", *reviewers, "决定（首席代表）"]


def negative(facts):
    if not facts.stay:
        return [p("本次没有列入负面清单的事项。今后列入的，由甲方书面告知乙方，并在派驻窗口公示。")]
    return [p(f"下列事项不派驻，由甲方在本机关办理：{'、'.join(facts.stay)}。")]


def agreement(facts):
    names = [facts.name(code) for code in facts.wanted.signers]
    rows = [[number, one.name, one.organ, one.code] for number, one in enumerate(facts.lines, 1)]
    return Sheet(
        "agreement",
        "跨区域合署办公合作协议",
        f"编号：{BLANK}〔{facts.day.year}〕{BLANK}号",
        [
            form(
                [
                    *((f"{side}方", name) for side, name in zip(SIDES, names, strict=False)),
                    ("合署窗口", facts.to),
                    ("办公地点", facts.place),
                ]
            ),
            p(
                f"园区跨行政区域，同一事项分属不同机关管辖。为让企业只进一扇门，{'、'.join(names)}就在{facts.to}合署办公达成如下协议。"
            ),
            h(1, "合署事项"),
            table(["序号", "事项名称", "主管机关", "事项编码"], rows, [1, 4, 5, 6]),
            h(2, "管辖不变"),
            *listed(
                [
                    "各方依照法律、法规、规章规定的管辖办理。事项所在地与企业登记地不一致的，依照该事项的管辖规定确定主管机关，"
                    "两地均予登记。",
                    "各方以自己的名义受理、审查、决定，使用自己的印章，各自承担法律责任；本协议不转移任何行政权力。",
                ]
            ),
            h(3, "合署窗口的运行"),
            *listed(
                [
                    "窗口统一收件，当场判明管辖，转由主管机关派在窗口的人员办理；不得以管辖为由要求申请人另行跑动。",
                    "各方各派工作人员一名以上常驻窗口，名单由各方书面通知并在窗口公示。",
                    "各方审查标准、材料目录和承诺期限应当一致；不一致的，按要求较少、期限较短的执行，法律另有规定的除外。",
                    "一方已经收取或者核验的材料，其他方予以认可，不得要求申请人重复提交。",
                    "对管辖有争议的，由各方在二个工作日内协商确定；协商不成的，报共同的上一级机关指定，期间不得停止办理。",
                ]
            ),
            h(4, "期限和其他"),
            *listed(
                [
                    f"本协议有效期{term(facts.wanted.months or 24)}，自各方签署之日起计算，届满前三十日协商续签。",
                    "任何一方退出的，应当提前六十日书面通知其他各方，已经受理的依法办结。",
                    f"本协议一式{BLANK}份，各方各执一份，报政务服务管理机构备案一份，合署事项和分工在窗口公示。",
                ]
            ),
        ],
        organs_sign(*((f"{side}方", name) for side, name in zip(SIDES, names, strict=False))),
    )


def cadre(facts):
    where = facts.park.name if facts.park else BLANK_LONG
    return Sheet(
        "cadre",
        f"{where}挂帮干部名单",
        "",
        [
            p(f"为做好现场代办，{where}为辖区企业明确下列挂帮干部。代办自愿、免费，代办员、挂帮干部不行使审批权力。"),
            table(
                ["序号", "姓名", "单位、职务", "联系电话", "挂帮企业"],
                [[number, BLANK, BLANK, BLANK, BLANK] for number in range(1, 6)],
                [1, 2, 4, 3, 6],
            ),
            h(1, "职责"),
            *listed(
                [
                    "每月至少走访一次企业，了解办事需要，告知可以代办的事项。",
                    "代办件停办、超期或者补正的，自系统提醒之日起一个工作日内联系企业和主管机关，协调解决并记录。",
                    "不得代替审批机关作出决定，不得收取费用，不得指定中介机构。",
                ]
            ),
            h(2, "公示和调整"),
            p("名单在园区政务服务中心公示；人员变动的，五个工作日内更新。"),
        ],
        [[facts.committee if facts.park else BLANK_LONG, BLANK_DAY]],
    )
