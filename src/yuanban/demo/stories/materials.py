"""Materials once: shared data that answers, a shelf with something of every trust, a draft that can use it, an original that was checked."""

import csv
import datetime as dt

from django.conf import settings

from yuanban.accounts.models import Enterprise
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import Application, apply
from yuanban.cases.actions.check_internally import check_internally
from yuanban.cases.actions.check_original import check_original
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.reuse import reuse
from yuanban.cases.files import keep
from yuanban.cases.permit import plan_of
from yuanban.catalogue.models import Item
from yuanban.catalogue.queries import version_on
from yuanban.demo.forms import answers, sample_file
from yuanban.shelf.actions.keep_ahead import keep_ahead
from yuanban.shelf.actions.withdraw import withdraw
from yuanban.shelf.holders import holder_of
from yuanban.shelf.models import Document

PERMIT = ("建筑工程施工许可证核发", "yb-hud")
HEAD = ("holder", "from", "to", "source")
FILES = {
    "business-licence": (
        "样例市市场主体信息共享平台",
        lambda f: {"名称": f.name, "法定代表人": f.legal_person, "状态": "存续"},
    ),
    "social-insurance": ("样例市社会保险信息平台", lambda f: {"参保单位": f.name, "缴费情况": "正常"}),
}


def tell(town):
    firms = Enterprise.objects.filter(members__isnull=False).distinct().order_by("pk")
    share(firms)
    firm = firms.filter(members__username="qiye").select_related("park__centre")[0]
    owner = town.staff.firm_person(firm, town.now).then(town.now - dt.timedelta(days=20))
    item = Item.objects.get(name=PERMIT[0], organ__code=PERMIT[1])
    first = handed_in(town, firm, owner, item, "一期厂房")
    checked(town, first, owner)
    ahead(town, firm, owner)
    second = handed_in(town, firm, owner.then(town.now), item, "二期厂房", from_shelf=True)
    receive(town.staff.at(second.centre, "clerk", town.rng).then(town.now), second.number)
    looked_up(town, firms.filter(members__username="qiye").exclude(pk=firm.pk).select_related("park__centre")[0])


def share(firms):
    """The folder of shared data, as other offices would hand it over; what an operator has put there stays."""
    folder = settings.SHARED_DATA
    folder.mkdir(parents=True, exist_ok=True)
    for kind, (source, said) in FILES.items():
        path = folder / f"{kind}.csv"
        if path.exists():
            continue
        rows = [{"holder": firm.code, "source": source, **said(firm)} for firm in firms]
        with path.open("w", encoding="utf-8", newline="") as lines:
            made = csv.DictWriter(lines, [*HEAD, *(key for key in rows[0] if key not in HEAD)])
            made.writeheader()
            made.writerows(rows)


def handed_in(town, firm, owner, item, subject, from_shelf=False):
    version = version_on(item, owner.day)
    holder, person = holder_of(firm, None), firm.members.get(pk=owner.person)
    there = {one.name: one.pk for one in Document.objects.filter(**holder.key)} if from_shelf else {}
    files = {}
    for m in version.materials.all():
        if m.name in there:
            files[m.code] = reuse(owner, holder, there[m.name]).pk
        elif m.need != "shared":
            files[m.code] = keep(owner, f"{m.name}.pdf", sample_file(f"{subject}{m.name}")).pk
    form = answers(version.form, firm, town.rng) | {"investment_wan": 3000}
    return apply(owner, Application(firm.park, person, form, item, enterprise=firm, files=files, subject=subject))[0]


def looked_up(town, firm):
    """A licence that shared data answers for."""
    owner = town.staff.firm_person(firm, town.now).then(town.now)
    handed_in(town, firm, owner, Item.objects.get(name="企业投资项目备案", organ__code="cp-ndrc"), "中央厨房")


def checked(town, case, owner):
    """At the window the original was held beside the file; the organ found out the rest by itself."""
    clerk = town.staff.at(case.centre, "clerk", town.rng).then(owner.at)
    receive(clerk, case.number, checked=[m.code for m in case.materials.all()])
    check_original(clerk, case.number, "contract")
    accepter = town.staff.for_step(plan_of(case).step("accept"), "accept", town.rng).then(owner.at)
    check_internally(accepter, case.number, "land", True, "在样例市不动产登记系统查得用地批准手续，与申请一致。")
    accept(accepter, case.number)


def ahead(town, firm, owner):
    """Put there before anybody asked: one that will soon be over, one no longer wanted."""
    holder, day = holder_of(firm, None), owner.day
    keep_ahead(owner, holder, "", "章程.pdf", sample_file("公司章程"), kind="charter")
    lease = sample_file("房屋租赁合同")
    keep_ahead(owner, holder, "房屋租赁合同", "租赁合同.pdf", lease, day, day + dt.timedelta(days=40), "premises")
    old = keep_ahead(owner, holder, "质量管理体系认证证书", "旧证书.pdf", sample_file("质量管理体系认证证书"))
    withdraw(owner.then(town.now), old.pk)
