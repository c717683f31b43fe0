"""What the departments of the sample province handle: kinds of matter with their limits, and matters named by subject and deed.

The limits are what such matters have in law and what centres promise; 提速率 comes out of them and is written nowhere.
"""

import datetime as dt
from dataclasses import dataclass

from yuanban.demo.province.names import matters

FROM = dt.date(2023, 3, 1)


@dataclass(frozen=True)
class Pattern:
    """A kind of matter. `materials`: (code, name); `term`: months that its certificate lasts."""

    key: str
    letter: str
    type: str
    statutory: int
    promised: int
    reviewers: int
    result: str
    materials: tuple[tuple[str, str], ...]
    kind: str = "promise"
    term: int | None = None
    regulated: bool = False
    list: str = "approval"
    weight: float = 1.0


LICENCE = (("application", "申请书"), ("identity", "主体资格证明"), ("layout", "场所布局图和设备清单"))
CHANGE = (("application", "变更申请书"), ("proof", "变更事项的证明材料"))
FILING = (("form", "备案表"), ("commitment", "真实性承诺书"))
PATTERNS = {
    one.key: one
    for one in (
        Pattern("licence", "A", "01", 20, 5, 2, "certificate", LICENCE, term=60, regulated=True, weight=2.2),
        Pattern("permit", "A", "01", 20, 7, 1, "certificate", LICENCE[:2], weight=1.6),
        Pattern("approval", "A", "01", 20, 7, 2, "document", LICENCE, regulated=True, weight=1.2),
        Pattern("change", "A", "01", 10, 3, 1, "document", CHANGE, weight=1.6),
        Pattern("confirm", "F", "07", 15, 5, 1, "document", LICENCE[:2], weight=1.0),
        Pattern("filing", "Z", "10", 5, 1, 1, "document", FILING, weight=1.8),
        Pattern("spot", "Z", "10", 5, 1, 1, "document", FILING[:1], kind="spot", weight=2.4),
        Pattern("service", "G", "20", 10, 3, 1, "document", FILING[:1], list="service", weight=1.4),
        Pattern("query", "G", "20", 5, 1, 1, "document", (), kind="spot", list="service", weight=3.4),
    )
}
LINE = ("licence", "change", "filing"), ("permit", "change", "spot"), ("approval", "confirm", "filing")
DEEDS = {
    "licence": "许可",
    "permit": "许可",
    "approval": "审批",
    "change": "许可变更",
    "confirm": "确认",
    "filing": "事项备案",
    "spot": "信息变更备案",
    "service": "申办",
    "query": "信息查询和证明打印",
}
LAW = "四川省园区办事事项样例规定（演示）"

# department: (name, short, subjects)
CITY = {
    "amr": (
        "市场监督管理局",
        "市监局",
        "食品生产 特种设备使用 计量器具型式 检验检测机构 广告发布 药品零售 医疗器械经营 食品添加剂生产 商品条码 认证机构",
    ),
    "hud": (
        "住房和城乡建设局",
        "住建局",
        "施工 消防设计 燃气经营 房地产预售 城市供水 污水排放 建筑资质 物业服务 装配式部品 供热经营",
    ),
    "land": (
        "自然资源和规划局",
        "自规局",
        "建设用地 建设工程规划 临时用地 矿产勘查 不动产测绘 地下空间 林地使用 采伐 规划核实 土地复垦",
    ),
    "eco": (
        "生态环境局",
        "环境局",
        "排污 环境影响 危险废物 辐射装置 噪声排放 清洁生产 固体废物 入河排口 碳排放 放射源转让",
    ),
    "ndrc": (
        "发展和改革委员会",
        "发改委",
        "投资项目 节能 招标方案 电力接入 充电设施 粮食收购 价格认定 物流园区 公共资源 能源储备",
    ),
    "eit": (
        "经济和信息化局",
        "经信局",
        "技术改造 民爆器材 无线电台 新能源装备 工业节水 软件产品 首台套装备 绿色工厂 数字化车间 食盐批发",
    ),
    "safe": (
        "应急管理局",
        "应急局",
        "安全生产 危险化学品经营 烟花爆竹 安全设施设计 矿山安全 应急预案 重大危险源 培训机构 易制毒品 应急演练",
    ),
    "road": (
        "交通运输局",
        "交通局",
        "道路货运 道路客运 超限运输 涉路施工 机动车维修 港口经营 网约车 驾驶培训 危货运输 公交线路",
    ),
}
COUNTY = {
    "hr": ("人力资源和社会保障局", "人社局", "劳务派遣 人力资源服务 工时制度 民办培训 社会保险 工伤认定 就业登记"),
    "water": ("水务局", "水务局", "取水 水土保持 涉河项目 节水评价 水库调度"),
    "agri": ("农业农村局", "农业局", "种子生产 兽药经营 动物防疫 农药经营 饲料生产"),
    "city": ("综合行政执法局", "执法局", "户外广告 渣土运输 占道经营 临时建筑 夜间施工"),
    "tax": ("行政审批局", "审批局", "印章刻制 公共场所卫生 人防工程 文物保护 出版物零售 体育场馆 旅行社 寄递网点"),
}  # fmt: skip
SERVICES = {
    "hr": "参保登记 待遇核定 职称评审 人才引进 稳岗返还 创业补贴 技能补贴 档案托管 劳动合同 见习岗位 社保转移 工资监测 和谐企业 失业登记 招聘会 就业援助 技能竞赛",
    "water": "用水报装 水价核定 水质检测 管网查询 节水补贴 排水接入 水费减免 水表检定 漏损检测 二次供水 用水计划 抗旱调水 水权交易 水情信息 用水定额 供水保障 水表到户",
    "agri": "农机补贴 良种推广 土壤检测 病虫防治 绿色认证 农业保险 品牌培育 冷链建设 农技培训 合作社登记 农业贷款贴息 直播带货 农产品检测 追溯码 种植规划 农机作业 品种试验",
    "city": "停车泊位 环卫保洁 绿化养护 夜景照明 便民摊点 垃圾清运 噪声监测 道路清洗 店招设计 共享单车 公厕开放 市容巡查 施工围挡 扬尘监测 雨污管网 城市数据 广告位置",
    "tax": "企业开办 企业年报 惠企政策 政策兑现 帮办预约 印章信息 场地租赁 展会活动 科技查新 专利资助 知识产权 标准查询 融资对接 上市辅导 信用修复 涉企诉求 外贸单证",
}  # fmt: skip
PROVINCIAL = (
    ("pndrc", "发展和改革委员会", "发改委"), ("peit", "经济和信息化厅", "经信厅"), ("phud", "住房和城乡建设厅", "住建厅"),
    ("pland", "自然资源厅", "自然资源厅"), ("peco", "生态环境厅", "环境厅"), ("proad", "交通运输厅", "交通厅"),
    ("pwater", "水利厅", "水利厅"), ("pagri", "农业农村厅", "农业厅"), ("pcom", "商务厅", "商务厅"),
    ("pmed", "药品监督管理局", "药监局"), ("psafe", "应急管理厅", "应急厅"),
)  # fmt: skip
HANDED_DOWN = "跨市项目核准 重大技改核准 建筑企业甲级资质 矿权出让 重点排污 高速涉路 大型取水 良种审定 外资备案 药品生产 危化品生产 项目节能 工业互联网标识 工程招标核准 用地预审 环评审批 港口岸线 水利施工 兽药生产 商贸流通 医疗器械生产 安全评价 能源项目 无线电频率 城乡规划甲级"


def powers(subjects):
    """[(pattern key, name)]: each subject with the deeds of its line, so that kinds of matter mix as they do in life."""
    return [
        (key, f"{subject}{DEEDS[key]}") for n, subject in enumerate(subjects.split()) for key in LINE[n % len(LINE)]
    ]


def services(subjects):
    return [(key, name) for key in ("service", "query") for name in matters(subjects.split(), [DEEDS[key]])]


def handed_down():
    """[(department, pattern key, name)]: 25 matters of 11 provincial departments."""
    kinds = ("licence", "permit", "approval")
    return [
        (PROVINCIAL[n % len(PROVINCIAL)][0], kinds[n % 3], f"{name}{DEEDS[kinds[n % 3]]}（省级）")
        for n, name in enumerate(HANDED_DOWN.split())
    ]


def version_of(pattern):
    """The fields of its version, as the catalogue takes them."""
    return {
        "statutory": pattern.statutory, "promised": pattern.promised, "kind": pattern.kind, "reviewers": pattern.reviewers,
        "visits": 0, "conditions": ["符合办事指南列明的场所、设备和人员条件"], "basis": [{"law": LAW, "article": "第三条"}],
        "result_name": "", "result_kind": pattern.result, "term_months": pattern.term, "channels": ["window", "online"],
        "form": FORM, "consult": "028-00000001", "complaint": "028-00000002",
    }  # fmt: skip


FORM = [{"key": "summary", "label": "申请事由", "type": "text", "required": True, "section": "申请内容"}]
