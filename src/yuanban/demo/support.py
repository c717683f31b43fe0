"""支持事项清单 for the sample worlds: written by us, plainly templates, not the list of any province."""

import datetime as dt
from itertools import islice, product

from yuanban.programme.actions.support import Entry

# (department, theme, what it would do for the parks)
WRITTEN = [
    ("省发展和改革委员会", "项目", "园区重点项目纳入省重点项目清单，优先保障要素"),
    ("省发展和改革委员会", "项目", "园区企业投资项目备案、核准全程网上办"),
    ("省经济和信息化厅", "产业", "为园区企业配备数字化转型诊断服务"),
    ("省经济和信息化厅", "产业", "中试平台开放共享，园区企业优先预约"),
    ("省科学技术厅", "创新", "园区科技型企业入库辅导到园区现场办"),
    ("省公安厅", "人才", "外籍人才居留许可申请在园区受理"),
    ("省财政厅", "资金", "惠企资金免申即享，名单由部门推送"),
    ("省人力资源和社会保障厅", "用工", "企业用工余缺调剂平台向园区开放"),
    ("省人力资源和社会保障厅", "人才", "职称评审委托具备条件的园区企业自主开展"),
    ("省自然资源厅", "土地", "工业用地标准地出让，拿地即可开工"),
    ("省自然资源厅", "土地", "园区规划用地调整设立快速通道"),
    ("省生态环境厅", "环保", "园区规划环评与项目环评联动，简化项目环评内容"),
    ("省生态环境厅", "环保", "小微企业危险废物在园区集中收集试点"),
    ("省住房和城乡建设厅", "建设", "施工图审查由园区代办，免费提供预审咨询"),
    ("省住房和城乡建设厅", "建设", "工业厂房分阶段施工许可、分期验收"),
    ("省交通运输厅", "物流", "园区货运车辆通行证全程网上办"),
    ("省水利厅", "建设", "园区水土保持区域评估成果共享"),
    ("省农业农村厅", "农业", "现代农业园区种子、兽药经营许可在园区受理"),
    ("省商务厅", "开放", "外商投资企业信息报告由园区辅导填报"),
    ("省商务厅", "开放", "园区企业境外参展补贴申请材料减半"),
    ("省卫生健康委员会", "民生", "园区职业健康体检机构定期上门"),
    ("省应急管理厅", "安全", "化工园区安全评价成果共享，避免重复评价"),
    ("省市场监督管理局", "登记", "企业登记注册在园区当场办结"),
    ("省市场监督管理局", "检测", "检验检测机构在园区设收样点"),
    ("省地方金融管理局", "金融", "每季度组织银行、担保机构到园区对接"),
    ("省大数据中心", "数据", "电子证照在园区窗口全面调用"),
    ("省税务局", "税收", "税费争议在园区就近调解"),
    ("省知识产权服务促进中心", "创新", "专利快速预审向园区企业开放"),
    ("省司法厅", "法务", "公共法律服务站在园区全覆盖"),
    ("省政务服务管理部门", "政务", "园区政务服务中心接入省一体化平台"),
    ("省发展和改革委员会", "资金", "园区基础设施项目优先申报专项债券"),
    ("省发展和改革委员会", "用能", "园区新建项目节能审查实行区域评估"),
]
DEPARTMENTS = tuple(dict.fromkeys(row[0] for row in WRITTEN))
MEASURES = (
    ("流程", "梳理园区企业常办事项，压减办理环节"),
    ("材料", "推行证明事项告知承诺，减少园区企业提交的材料"),
    ("下沉", "选派业务骨干定期到园区现场指导"),
    ("数据", "业务系统数据向园区政务服务中心共享"),
    ("培训", "为园区窗口人员开展业务培训"),
    ("评价", "每半年听取园区企业意见，公开整改结果"),
    ("项目", "为园区重大项目指定专人联系"),
    ("标准", "编制园区版办事指南和审查要点"),
    ("试点", "选择若干园区先行先试，成熟后推广"),
    ("宣传", "汇编惠企政策，送到园区企业"),
)
STEPS = (("制定实施办法", 60), ("在三个以上园区落地", 180), ("总结评估，全省推广", 330))


def entries(number, begin):
    """That many items (249 in a province), each with three milestones counted in days from `begin`. Those of WRITTEN come first."""
    more = (
        (department, theme, f"{what}（{department}）") for (theme, what), department in product(MEASURES, DEPARTMENTS)
    )
    rows = [*WRITTEN[:number], *islice(more, max(0, number - len(WRITTEN)))]
    return [
        Entry(
            number=n, title=title, owner_name=department, theme=theme,
            text="样例：由责任部门写明对象、条件和怎样办理。", steps=steps(n, begin),
        )
        for n, (department, theme, title) in enumerate(rows, 1)
    ]  # fmt: skip


def steps(n, begin):
    """Spread over the year, so that lights differ."""
    return [(title, begin + dt.timedelta(days=days + 7 * (n % 9))) for title, days in STEPS]
