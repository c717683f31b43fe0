"""The few words at the top of every page, by who is looking."""

PUBLIC = [("首页", "/"), ("园区", "/parks/"), ("核验文书", "/check/")]
APPLICANT = [("首页", "/"), ("园区", "/parks/"), ("我的办件", "/my/"), ("核验文书", "/check/")]
PAPERS = ("授权文书", "/desk/instruments/")
PARKS = ("各园区", "/desk/parks/")
POLICY = ("园策", "/desk/arrangements/")
PROOF = ("存证", "/desk/proof/")
RATINGS = ("评价", "/desk/ratings/")
SEALS = ("用印", "/desk/seals/")
ITEMS = ("事项", "/desk/items/")
REGISTER = ("印章备案", "/desk/seal-register/")
DESK = {
    "clerk": [("窗口收件", "/desk/new/"), ("代办交接", "/desk/carry/"), RATINGS],
    "approver": [SEALS, PAPERS, REGISTER, PROOF, RATINGS],
    "seconded": [SEALS, PAPERS, REGISTER, PROOF, RATINGS],
    "helper": [("代办", "/desk/carry/")],
    "auditor": [PROOF, PARKS, PAPERS, RATINGS],
    "manager": [("本园区", "/desk/parks/"), ITEMS, POLICY, PAPERS, REGISTER, PROOF, RATINGS],
    "provincial": [PARKS, ITEMS, POLICY, PAPERS, REGISTER, PROOF, RATINGS],
    "admin": [("人员与岗位", "/desk/people/"), ITEMS, PAPERS, REGISTER, POLICY],
}


def nav_of(request):
    """[(label, address)] for whoever is acting."""
    actor = request.actor
    if actor.person is None:
        return PUBLIC
    if not actor.official:
        return APPLICANT
    return [("工作台", "/desk/"), *DESK.get(actor.role, []), ("办事指南", "/"), ("核验文书", "/check/")]
