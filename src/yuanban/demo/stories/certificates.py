"""Certificates in every state: running out, renewed, renewed by silence, changed, given up, suspended, about to be revoked, revoked."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from yuanban.accounts.models import Person
from yuanban.cases.actions.accept import accept
from yuanban.cases.actions.apply import Application, apply
from yuanban.cases.actions.receive import receive
from yuanban.cases.actions.review import review
from yuanban.cases.actions.sweep import sweep
from yuanban.cases.files import keep
from yuanban.cases.models import Case
from yuanban.cases.permit import plan_of
from yuanban.catalogue.models import ItemVersion
from yuanban.catalogue.queries import version_on
from yuanban.certificates.actions.hear_holder import hear_holder
from yuanban.certificates.actions.remind import remind
from yuanban.certificates.actions.revoke import revoke
from yuanban.certificates.actions.suspend import suspend
from yuanban.certificates.actions.tell_holder import tell_holder
from yuanban.certificates.models import Certificate
from yuanban.demo.forms import answers, sample_file
from yuanban.demo.work import bring
from yuanban.law.refusal import Refusal

ROAD = "市政设施建设类审批（占用、挖掘城市道路）"  # the one that lasts a year


@dataclass
class Holder:
    """The printed enterprise, in its park."""

    town: Any
    park: Any
    firm: Any

    def person(self, at):
        return self.town.staff.firm_person(self.firm, at)


def tell(town):
    printed = Person.objects.exclude(demo_note="").filter(enterprises__isnull=False).order_by("pk")[0]
    firm = printed.enterprises.select_related("region").prefetch_related("members").order_by("pk")[0]
    park = next(park for park, _ in town.parks if park.pk == firm.park_id)
    holder = Holder(town, park, firm)
    running_out(holder)
    lasting(holder)
    remind(town.now)


def running_out(holder):
    """Three that last a year: one ends in six weeks, one is being renewed, one was renewed by silence."""
    town = holder.town
    item = next((item for item in town.offers[holder.park.pk] if item.name == ROAD), None)
    if item is None or not ItemVersion.objects.filter(item=item, term_months__isnull=False).exists():
        return
    for days in (320, 335, 368):
        certificate = grant(holder, item, days)
        if certificate and days > 330:
            renew(holder, certificate, certificate.to_date - dt.timedelta(days=45))
    sweep(town.now)


def lasting(holder):
    """Of those that last for years: changed, given up, suspended, told of a revocation, revoked."""
    items = [i for i in holder.town.offers[holder.park.pk] if has_long_term(i, holder.town.now.date())]
    doings = [changed, given_up, suspended, announced, revoked]
    for n, item in enumerate(items):
        certificate = doings and grant(holder, item, 60 - 3 * min(n, 12))
        if certificate:
            doings.pop(0)(holder, certificate)


def has_long_term(item, day):
    version = version_on(item, day)
    return bool(version and version.result_kind == "certificate" and (version.term_months or 0) > 12)


def grant(holder, item, days):
    """Granted so many days ago; None when this firm cannot have it or the matter ended otherwise."""
    town = holder.town
    at = town.office((town.now - dt.timedelta(days=days)).date())
    try:
        case = town.application(at, holder.park, item, None, holder.firm, "plain")[0]
    except Refusal as problem:
        town.refused.append(str(problem))
        return None
    bring(town, at, case, holder.firm, "delivered")
    return Certificate.objects.select_related("item", "organ", "enterprise").filter(case_number=case.number).first()


def ask(holder, certificate, purpose, at):
    """The holder's application, with what it wrote before."""
    person = holder.person(at)
    version = version_on(certificate.item, person.day)
    paper = sample_file("样例材料")
    codes = {m.code: m.name for m in version.materials.all() if m.need != "shared"}
    application = Application(
        park=holder.park,
        item=certificate.item,
        enterprise=holder.firm,
        applicant=Person.objects.get(pk=person.person),
        form=answers(version.form, holder.firm, holder.town.rng),
        files={code: keep(person, f"{name}.pdf", paper).pk for code, name in sorted(codes.items())},
        purpose=purpose,
        certificate=certificate,
    )
    return apply(person, application)[0]


def renew(holder, certificate, day):
    """Asked in time, reviewed by one, and left lying."""
    town = holder.town
    at = town.office(min(day, town.now.date()))
    case = ask(holder, certificate, "renewal", at)
    at += dt.timedelta(minutes=10)
    receive(town.staff.at(holder.park.centre, "clerk", town.rng).then(at), case.number)
    case = accept(by(town, case, "accept", at + dt.timedelta(minutes=20)), case.number)
    review(by(town, case, "review", at + dt.timedelta(hours=1)), case.number, "占用范围没有变化，建议准予延续。")


def by(town, case, power, at):
    return town.staff.for_step(plan_of(case).step(power), power, town.rng).then(at)


def decider(holder, certificate, at):
    return by(holder.town, Case.objects.get(number=certificate.case_number), "decide", at)


def settled(holder, certificate, purpose):
    town = holder.town
    at = town.office((town.now - dt.timedelta(days=12)).date())
    case = ask(holder, certificate, purpose, at)
    bring(town, at, case, holder.firm, "delivered")


def changed(holder, certificate):
    settled(holder, certificate, "change")


def given_up(holder, certificate):
    settled(holder, certificate, "cancel")


def suspended(holder, certificate):
    at = holder.town.office((holder.town.now - dt.timedelta(days=8)).date())
    suspend(
        decider(holder, certificate, at),
        certificate.number,
        "hazard",
        "现场检查发现应急疏散通道被占用，责令整改期间暂停相关活动。",
    )


def announced(holder, certificate):
    at = holder.town.office((holder.town.now - dt.timedelta(days=1)).date())
    tell_holder(
        decider(holder, certificate, at),
        certificate.number,
        "revoke",
        "unqualified",
        "复核发现申请时的场所平面图与现场不一致，不符合许可条件。",
    )


def revoked(holder, certificate):
    at = holder.town.office((holder.town.now - dt.timedelta(days=20)).date())
    officer = decider(holder, certificate, at)
    tell_holder(officer, certificate.number, "revoke", "fraud", "检测报告编号经出具单位核实，系伪造。")
    at += dt.timedelta(minutes=90)
    hear_holder(holder.person(at), certificate.number, "报告由中介代办取得，本单位不知情。")
    revoke(
        officer.then(at + dt.timedelta(days=1)),
        certificate.number,
        "fraud",
        "检测报告系伪造，持证人对提交材料的真实性负责。",
    )
