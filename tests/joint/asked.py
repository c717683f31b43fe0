"""A building permit in 临港, and the organs that are asked about it."""

from tests.cases.matter import building_permit
from tests.cast import at
from yuanban.accounts.acting import system
from yuanban.accounts.models import Post
from yuanban.joint.actions.consult import consult
from yuanban.joint.asking import organs, own
from yuanban.places.actions.settle_practice import settle_practice
from yuanban.places.models import Region

QUESTION = "项目临时占用市政道路，请就交通组织方案提出意见。"
BASIS = "《城市道路管理条例》第三十一条"


def under_review(town):
    return town.until(building_permit(town), "accepted")


def others(case):
    """Codes of organs that may be asked, in a fixed order."""
    return sorted(organs(case.place, at().date(), own(case)))


def of(town, code, when=None):
    """Somebody of this organ who may answer."""
    return next(a for a in town.staff.by_body[code] if a.role in ("approver", "seconded")).then(when or at())


def username(code):
    return Post.objects.filter(body__code=code, role__in=("approver", "seconded")).order_by("pk")[0].person.username


def ask(town, case, codes, days=2, when=None):
    return consult(town.doer(case, "review", when=when), case.number, codes, QUESTION, days)


def silence(town, value):
    """宜宾 settles what silence means."""
    city = Region.objects.get(code="511500")
    settle_practice(system(at()), city, "consult-silence", value, "宜宾市并联审批办法第九条", at().date())
