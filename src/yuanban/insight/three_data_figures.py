"""The figures of the three groups, and what was published of each in September 2023."""

from django.db.models import F
from django.db.models.functions import Coalesce

from yuanban.insight import three_data_rows as of
from yuanban.insight.three_data import Figure, Group, exactly, odd, rounded

PER_CENTRE = "round(count(*)::numeric / nullif((SELECT count(*) FROM {over}), 0), 1)"
SAVED = "round(100 - 100 * sum(r.promise)::numeric / nullif(sum(r.law), 0), 1)"
SUM, MATTERS, GRANTORS = "coalesce(sum(r.n), 0)", "count(DISTINCT r.matter)", "count(DISTINCT r.grantor)"
LINE = {"matter": Coalesce(F("item__basic"), -F("item")), "grantor": F("instrument__grantor")}
WAN = 10_000
SPED = rounded("70%", 70, 1)

APPROVALS = (
    Figure("powers", "平均每个中心可办的行政权力事项", "项", "已建成的中心现行园策开办的审批服务事项，除以已建成的中心数",
           of.offered("approval"), "offers", odd("330余项", 330, 10), measure=PER_CENTRE, over=of.open_centres),
    Figure("services", "平均每个中心可办的公共服务事项", "项", "已建成的中心现行园策开办的公共服务事项，除以已建成的中心数",
           of.offered("service"), "offers", odd("160余项", 160, 10), measure=PER_CENTRE, over=of.open_centres),
    Figure("faster-promised", "提速率（承诺）", "%", "已建成的中心开办的审批服务事项：1－承诺工作日之和÷法定工作日之和，按现行办事指南",
           of.promised, "limits", SPED, {"law": F("statutory_days"), "promise": F("promised_days")}, SAVED),
    Figure("faster-actual", "提速率（实际）", "%", "这段时间作出决定的审批服务办件：1－实际计入期限的工作日之和÷法定工作日之和，由期限账本逐件数出；报道没有说明是承诺还是实际，只同承诺对照",
           of.decided_approvals, "cases", reckon=of.faster),
    Figure("run-by-one", "一人通跑专办的事项", "项", "一人通跑专办队员写明会办的事项，不同机关的同一事项算一项",
           of.run_by_one, "items", exactly("91项", 91), {"matter": of.MATTER}, MATTERS),
    Figure("cases", "办件", "件", "这段时间作出决定的办件", of.decided, "cases"),
)  # fmt: skip
BESIDE = (
    Figure("finance", "金融服务", "笔", "这段时间交付的银行贷款、融资担保、保险保障",
           of.delivered("loan", "guarantee", "insurance"), "requests", odd("4900余笔", 4900, 100)),
    Figure("finance-yuan", "金融服务的金额", "元", "以上金融服务登记的发放金额、担保金额、保险金额之和",
           of.delivered("loan", "guarantee", "insurance"), "requests", rounded("260亿元", 260 * WAN**2, 10 * WAN**2),
           {"n": F("result") * WAN}, SUM),
    Figure("utilities", "水电气服务", "件", "这段时间交付的用水、用电、用气报装",
           of.delivered("water", "power", "gas"), "requests", rounded("2.4万件", 24_000, 1000)),
    Figure("recruitments", "招聘", "次", "这段时间发布的招聘岗位，下架的不计", of.posted, "vacancies", rounded("5700次", 5700, 100)),
    Figure("hired", "招聘的人数", "人", "这段时间企业确认录用的人数", of.hired, "hires", rounded("4万人", 40_000, WAN),
           {"n": F("number")}, SUM),
    Figure("activities", "党建和群团活动", "场", "这段时间举行的党建活动、群团活动", of.activities, "gatherings"),
    Figure("attendance", "参加党建和群团活动的人次", "人次", "以上活动中签到的人次", of.attended, "attendance",
           rounded("10万人次", 10 * WAN, WAN)),
    Figure("legal", "法务机构", "家", "期末驻场的法庭、检务、公证、调解、仲裁、法援等机构", of.housed, "institutions", exactly("17家", 17)),
    Figure("runners", "一人通跑专办队员", "人", "期末在队的一人通跑专办队员；帮办、志愿者、骑手另计", of.through, "runners", exactly("1478人", 1478)),
)  # fmt: skip
PROGRAMME = (
    Figure("parks", "省级及以上园区", "个", "期末的园区，已并入其他园区的不计", of.parks, "parks", exactly("252个", 252)),
    Figure("open", "已建成的中心", "个", "期末已建成的中心", of.open_centres, "standings", exactly("33个", 33)),
    Figure("open-m2", "已建成的面积", "平方米", "期末已建成的中心的面积", of.open_centres, "standings",
           rounded("10万平方米", 10 * WAN, WAN), {"n": F("area_m2")}, SUM),
    Figure("building", "在建的中心", "个", "期末在建的中心", of.standing("building"), "standings", exactly("40个", 40)),
    Figure("building-m2", "在建的面积", "平方米", "期末在建的中心的面积", of.standing("building"), "standings",
           rounded("6万平方米", 6 * WAN, WAN), {"n": F("area_m2")}, SUM),
    Figure("applied", "已申报的中心", "个", "期末已申报、还没有列入创建的中心", of.standing("applied"), "standings", exactly("57个", 57)),
    Figure("quota-first", "第一年的全省名额", "个", "最早一个已公布的年度计划的全省名额", of.year(1), "calls", exactly("50个", 50),
           {"n": F("total")}, SUM),
    Figure("quota-second", "第二年的全省名额", "个", "第二个已公布的年度计划的全省名额", of.year(2), "calls", exactly("50个", 50),
           {"n": F("total")}, SUM),
    Figure("full-year", "第几年全覆盖", "年", "从最早的年度计划数到第一个全覆盖年度；没有这样的年度为0", of.until_full, "calls",
           exactly("3年", 3)),
    Figure("handed-down", "下放、委托的省级事项", "项", "省级部门这段时间公布、期末没有撤销的下放和委托文书所列事项，同一事项算一项",
           of.handed_down, "lines", exactly("25项", 25), LINE, MATTERS),
    Figure("departments", "下放、委托的省级部门", "个", "作出以上下放、委托的省级部门", of.handed_down, "lines", exactly("11个", 11),
           LINE, GRANTORS),
    Figure("support-items", "支持事项", "项", "支持事项清单所列，全省一份", of.supported, "supports", exactly("249项", 249)),
)  # fmt: skip
GROUPS = (
    Group("approvals", "审批和公共服务", APPROVALS),
    Group("beside", "审批以外的服务", BESIDE),
    Group("programme", "创建计划和授权", PROGRAMME),
)
FIGURES = {one.key: one for group in GROUPS for one in group.figures}
