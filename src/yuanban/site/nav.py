"""The few words at the top of every page, by who is looking. Pages that belong together share a word and a second row."""

from typing import Any

PUBLIC: list[tuple[str, Any]] = [("首页", "/"), ("园区", "/parks/"), ("核验文书", "/check/")]
APPLICANT: list[tuple[str, Any]] = [("首页", "/"), ("园区", "/parks/"), ("我的办件", "/my/"), ("核验文书", "/check/")]
PAPERS = ("授权文书", "/desk/instruments/")
DOCUMENTS = ("赋权文件", "/desk/documents/")
PARKS = ("各园区", "/desk/parks/")
COVERAGE = ("授权覆盖", "/desk/coverage/")
POLICY = ("园策", "/desk/arrangements/")
PROOF = ("存证", "/desk/proof/")
RATINGS = ("评价", "/desk/ratings/")
SEALS = ("用印", "/desk/seals/")
ITEMS = ("事项", "/desk/items/")
LISTS = ("清单", "/desk/lists/")
REGISTER = ("印章备案", "/desk/seal-register/")
RUNGS = ("下一步", "/desk/rungs/")
TRIAL = ("试一试", "/desk/what-if/")
AUDIT = ("授权核查", "/desk/audit/")
MATTERS = ("事项", [ITEMS, LISTS])
POWER = ("授权", [COVERAGE, RUNGS, TRIAL, POLICY, PAPERS, DOCUMENTS, REGISTER, AUDIT])
DESK: dict[str, list[tuple[str, Any]]] = {
    "clerk": [("窗口收件", "/desk/new/"), ("代办交接", "/desk/carry/"), RATINGS],
    "approver": [SEALS, LISTS, ("授权", [COVERAGE, RUNGS, PAPERS, DOCUMENTS, REGISTER]), PROOF, RATINGS],
    "seconded": [SEALS, LISTS, ("授权", [COVERAGE, PAPERS, DOCUMENTS, REGISTER]), PROOF, RATINGS],
    "helper": [("代办", "/desk/carry/")],
    "auditor": [PROOF, PARKS, LISTS, ("授权", [COVERAGE, RUNGS, PAPERS, DOCUMENTS, AUDIT]), RATINGS],
    "manager": [("本园区", "/desk/parks/"), MATTERS, POWER, PROOF, RATINGS],
    "provincial": [PARKS, MATTERS, POWER, PROOF, RATINGS],
    "admin": [("人员与岗位", "/desk/people/"), ITEMS, ("授权", [COVERAGE, PAPERS, DOCUMENTS, REGISTER, POLICY])],
}


def nav_of(request):
    """[(label, address, whether this page is under it, the pages that share the word)] for whoever is acting."""
    return [entry(label, under, request.path) for label, under in words_of(request.actor)]


def words_of(actor) -> list[tuple[str, Any]]:
    if actor.person is None:
        return PUBLIC
    if not actor.official:
        return APPLICANT
    return [("工作台", "/desk/"), *DESK.get(actor.role, []), ("办事指南", "/"), ("核验文书", "/check/")]


def entry(label, under, path):
    pages = [] if isinstance(under, str) else [(name, href, here(href, path)) for name, href in under]
    href = pages[0][1] if pages else under
    return label, href, any(now for _, _, now in pages) if pages else here(href, path), pages


def here(href, path):
    return path == href or (href not in ("/", "/desk/") and path.startswith(href))
