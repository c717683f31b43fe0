"""The few words at the top of every page, by who is looking. Pages that belong together share a word and a second row."""

from typing import Any

from yuanban.programme.actions.support import owned
from yuanban.support.queries import works_for_some

JOBS, GATHERINGS = ("招聘", "/jobs/"), ("招聘会和活动", "/gatherings/")
BROKERS, LAWYERS = ("中介服务", "/intermediaries/"), ("法律服务", "/residents/")
FACTORS = ("要素服务", "/services/")
BESIDE = [FACTORS, JOBS, GATHERINGS, BROKERS, LAWYERS]
MINE = [
    ("我的服务需求", "/my/needs/"),
    ("我的招聘和求职", "/my/jobs/"),
    ("我报名的", "/my/gatherings/"),
    ("我的委托", "/my/services/"),
    ("中介机构", "/my/intermediary/"),
    ("我的纠纷", "/my/disputes/"),
]
PUBLIC: list[tuple[str, Any]] = [
    ("首页", "/"),
    ("园区", "/parks/"),
    ("企业服务", BESIDE),
    ("核验文书", "/check/"),
    ("投诉建议", "/voice/"),
]
APPLICANT: list[tuple[str, Any]] = [
    ("首页", "/"),
    ("园区", "/parks/"),
    ("我的办件", "/my/"),
    ("我的证照", "/my/certificates/"),
    ("材料库", "/my/shelf/"),
    ("企业服务", [*BESIDE, *MINE]),
    ("核验文书", "/check/"),
    ("投诉建议", "/voice/"),
]
PROVIDER: tuple[str, Any] = (
    "服务机构",
    [
        ("待办", "/provider/queue/"),
        ("产品", "/provider/products/"),
        ("人员和入驻", "/provider/team/"),
        ("成果和评价", "/provider/results/"),
    ],
)
WANTED, ADMITTED, FIGURED = (
    ("服务申请", "/desk/services/requests/"),
    ("机构入驻", "/desk/services/admissions/"),
    ("服务的数字", "/desk/services/figures/"),
)
PAPERS = ("授权文书", "/desk/instruments/")
DOCUMENTS = ("赋权文件", "/desk/documents/")
PARKS = ("各园区", "/desk/parks/")
BOARDS = ("看板", "/desk/boards/")
COVERAGE = ("授权覆盖", "/desk/coverage/")
POLICY = ("园策", "/desk/arrangements/")
BOOK = ("文书登记簿", "/desk/registers/")
PROOF = ("存证", [("办件存证", "/desk/proof/"), BOOK, ("档案", "/desk/archive/")])
RATED, LOOPS, APPEALS = (
    ("评价", "/desk/ratings/"),
    ("差评整改", "/desk/voice/loops/"),
    ("误评申诉", "/desk/voice/appeals/"),
)
CONCERNS, STUCK = ("投诉建议", "/desk/voice/concerns/"), ("办不成事", "/desk/voice/stuck/")
SAID, VISITS = ("事项的意见", "/desk/voice/items/"), ("到访和窗口码", "/desk/voice/visits/")
RATINGS = ("评价", [RATED, LOOPS, APPEALS, CONCERNS, STUCK, SAID])
AT_WINDOW = ("评价", [RATED, LOOPS, APPEALS, CONCERNS, STUCK, VISITS])
SEALS = ("用印", "/desk/seals/")
HEARINGS = ("听证", "/desk/hearings/")
TOGETHER = (
    "会办",
    [("征求意见", "/desk/consults/"), ("联审会", "/desk/meetings/"), ("联合踏勘", "/desk/site-visits/")],
)
CARDS, TRANSFERS, OUTBOX = ("黄牌红牌", "/desk/cards/"), ("待签收", "/desk/transfers/"), ("发送记录", "/desk/outbox/")
CERTIFICATES = ("证照", "/desk/certificates/")
PUSHES, AMISS = ("审管推送", "/desk/pushes/"), ("监督提示", "/desk/oversight/")
RUNS = ("一件事办件", "/desk/runs/")
CHECKS, FLAGS = ("承诺核查", "/desk/checks/"), ("再次要求补正", "/desk/flags/")
CREDIT, PRACTICES = ("信用记录", "/desk/credit/"), ("各地规定", "/desk/practices/")
PACE = ("效能", [CARDS, TRANSFERS, PUSHES, CHECKS, CREDIT, RUNS])
ITEMS = ("事项", "/desk/items/")
LISTS = ("清单", "/desk/lists/")
REGISTER = ("印章备案", "/desk/seal-register/")
HEADS = ("版头", "/desk/letterheads/")
RUNGS = ("下一步", "/desk/rungs/")
TRIAL = ("试一试", "/desk/what-if/")
AUDIT = ("授权核查", "/desk/audit/")
THREE = ("三组数据", "/desk/report/three-data/")
BUNDLES = ("一件事", "/desk/bundles/")
MATTERS = ("事项", [ITEMS, LISTS, BUNDLES, PRACTICES])
YEARS, APPLYING = ("年度计划", "/desk/programme/"), ("创建申报", "/desk/programme/")
SUPPORTS, HANDED_DOWN = ("支持事项", "/programme/support/"), ("赋权清单", "/programme/powers/")
SCORING = ("评分标准", "/desk/criteria/")
PROGRAMME = ("创建计划", [YEARS, SCORING, ("评审专家", "/desk/experts/"), SUPPORTS, HANDED_DOWN, THREE])
POWER = ("授权", [COVERAGE, RUNGS, TRIAL, POLICY, PAPERS, DOCUMENTS, REGISTER, HEADS, AUDIT])
OWN_SUPPORTS = ("支持事项", "/desk/support-items/")
DEPARTMENT = [OWN_SUPPORTS, ("全省清单", [SUPPORTS, HANDED_DOWN]), ("授权", [COVERAGE, PAPERS, DOCUMENTS])]
CARRY, ORIGINALS = ("代办的件", "/desk/carry/"), ("原件在哪里", "/desk/crew/originals/")
ORDERS, CADRES = ("全部订单", "/desk/crew/orders/"), ("挂帮干部", "/desk/crew/cadres/")
CREW = ("帮办", [("派单", "/desk/crew/"), ORDERS, CARRY, ORIGINALS, ("人员", "/desk/crew/people/"), CADRES])
HELD, POSTED = ("招聘会和活动", "/desk/gatherings/"), ("岗位", "/desk/jobs/")
HOUSED, REFERRED = ("驻场机构", "/desk/institutions/"), ("转介", "/desk/referrals/")
CHOICE = [
    ("中介资质", "/desk/intermediaries/offers/"),
    ("中介事项", "/desk/intermediaries/needs/"),
    ("名单次序", "/desk/intermediaries/draws/"),
]
FACTOR = [WANTED, ADMITTED, FIGURED]
AT_DOOR = ("服务", [WANTED, ADMITTED, HELD, POSTED, REFERRED])
SERVICES = ("服务", [*FACTOR, HELD, POSTED, *CHOICE, HOUSED, REFERRED])
SEEN = ("服务", [*FACTOR, HELD, POSTED, *CHOICE, HOUSED])
DESK: dict[str, list[tuple[str, Any]]] = {
    "clerk": [
        ("窗口收件", "/desk/new/"),
        RUNS,
        CREW,
        CERTIFICATES,
        TRANSFERS,
        AT_DOOR,
        AT_WINDOW,
    ],
    "approver": [
        SEALS,
        HEARINGS,
        TOGETHER,
        CERTIFICATES,
        PACE,
        LISTS,
        ("授权", [COVERAGE, RUNGS, PAPERS, DOCUMENTS, REGISTER, HEADS, APPLYING]),
        PROOF,
        RATINGS,
    ],
    "seconded": [
        SEALS,
        HEARINGS,
        TOGETHER,
        CERTIFICATES,
        PACE,
        LISTS,
        ("授权", [COVERAGE, PAPERS, DOCUMENTS, REGISTER]),
        PROOF,
        ("评价", [*RATINGS[1], VISITS]),
    ],
    "helper": [("今天的单", "/crew/"), CREW, AT_DOOR, ("评价", [RATED, LOOPS, APPEALS, VISITS])],
    "auditor": [
        PROOF,
        TOGETHER,
        CERTIFICATES,
        ("效能", [AMISS, FLAGS, CARDS, PUSHES, CHECKS, CREDIT]),
        ("各园区", [PARKS, BOARDS]),
        PROGRAMME,
        LISTS,
        ("授权", [COVERAGE, RUNGS, PAPERS, DOCUMENTS, AUDIT]),
        SEEN,
        RATINGS,
    ],
    "manager": [
        ("本园区", [("办理情况", "/desk/parks/"), BOARDS, APPLYING]),
        CREW,
        MATTERS,
        POWER,
        TOGETHER,
        CERTIFICATES,
        PROOF,
        PACE,
        SERVICES,
        ("评价", [*RATINGS[1], VISITS]),
    ],
    "provincial": [
        ("各园区", [PARKS, BOARDS]),
        (PROGRAMME[0], [*PROGRAMME[1], ("园区合并", "/desk/mergers/")]),
        MATTERS,
        POWER,
        TOGETHER,
        CERTIFICATES,
        PROOF,
        ("效能", [AMISS, FLAGS, CARDS, PUSHES, CHECKS, CREDIT, OUTBOX, RUNS]),
        SEEN,
        RATINGS,
    ],
    "resident": [("纠纷和排班", "/desk/residents/")],
    "city": [BOARDS, YEARS, SCORING, SUPPORTS, HANDED_DOWN, THREE],
    "expert": [("评分", "/desk/programme/")],
    "admin": [
        ("人员与岗位", "/desk/people/"),
        OUTBOX,
        ITEMS,
        CHOICE[1],
        ("授权", [COVERAGE, PAPERS, DOCUMENTS, REGISTER, POLICY]),
    ],
}


def nav_of(request):
    """[(label, address, whether this page is under it, the pages that share the word)] for whoever is acting."""
    found = [entry(label, under, request.path) for label, under in words_of(request.actor)]
    deeper = [href for _, href, now, _ in found if now and href != "/my/"]
    return [(label, href, now and not (href == "/my/" and deeper), pages) for label, href, now, pages in found]


def words_of(actor) -> list[tuple[str, Any]]:
    if actor.person is None:
        return PUBLIC
    if not actor.official:
        return staff_of_provider(actor) if works_for_some(actor.person) else APPLICANT
    return [("工作台", "/desk/"), *desk_of(actor), ("办事指南", "/"), ("核验文书", "/check/")]


def desk_of(actor):
    """Who decides nothing in a department that answers for support items has these and little else."""
    only_items = actor.role == "approver" and not actor.powers and owned(actor).exists()
    return DEPARTMENT if only_items else DESK.get(actor.role, [])


def staff_of_provider(actor):
    """Their own desk first; whoever belongs to a firm too keeps its words."""
    return [*APPLICANT, PROVIDER] if actor.enterprises else [PROVIDER, *PUBLIC]


def entry(label, under, path):
    pages = [] if isinstance(under, str) else [(name, href, here(href, path)) for name, href in under]
    href = pages[0][1] if pages else under
    return label, href, any(now for _, _, now in pages) if pages else here(href, path), pages


def here(href, path):
    return path == href or (href not in ("/", "/desk/", "/desk/crew/") and path.startswith(href))
