"""申请: the applicant hands in. Acknowledged means stored: the case, its materials and its first event in one transaction."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field

import orjson
from django.db import IntegrityError, transaction

from yuanban.accounts.models import Enterprise, Person
from yuanban.cases import about, bundled, clocking, waivers, ways
from yuanban.cases.actions.reuse import spoiled
from yuanban.cases.handed import handed_first
from yuanban.cases.models import BundleCase, Case, CaseMaterial, Upload
from yuanban.cases.numbering import next_number
from yuanban.cases.permit import holder_of
from yuanban.cases.planning import prove
from yuanban.cases.store import insert
from yuanban.catalogue import guidance
from yuanban.catalogue.forms import check_form, facts_of
from yuanban.catalogue.models import Bundle, Item
from yuanban.certificates.models import Certificate
from yuanban.law.competence import Competence, competent
from yuanban.law.modes import to_json
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.rows import select
from yuanban.ledger.write import create
from yuanban.mandates.world import picture
from yuanban.places.models import Park
from yuanban.shelf.actions.use import use
from yuanban.shelf.holders import holder_of as shelf_of


@dataclass(frozen=True)
class Application:
    """`files` is {material code: upload id}; `paper` the codes handed over on paper; `deferred` those promised for `promise_by`.

    `committed`: the applicant chooses 告知承诺, having read its text. Of a 一件事: `situations` decide its members, `without`
    are the members the applicant was told cannot be handled here, `flowing` the materials another member's result stands for. `site`: the county of the
    park in which the project or the premises lie, when the applicant says so.
    """

    park: Park
    applicant: Person
    form: dict
    item: Item | None = None
    bundle: Bundle | None = None
    enterprise: Enterprise | None = None
    files: dict = field(default_factory=dict)
    paper: frozenset = frozenset()
    deferred: frozenset = frozenset()
    channel: str = "online"
    subject: str = ""
    contact: str = ""
    agent: Person | None = None
    agent_scope: str = ""
    purpose: str = "new"
    certificate: Certificate | None = None
    promise_by: dt.date | None = None
    committed: bool = False
    commitment_read: bool = False
    situations: dict = field(default_factory=dict)
    without: frozenset = frozenset()
    flowing: frozenset = frozenset()
    site: str = ""


def apply(actor, application) -> list[Case]:
    """One case, or one for each item of the bundle. Raises Invalid (fields) or Refusal (law)."""
    require_own(actor, application)
    picture().guard_new(application.park.code, actor.day)
    if application.bundle:
        layout = bundled.agreed(application, bundled.lay_out(actor, application, prepare))
        prepared = layout.ready
    else:
        layout, prepared = None, [prepare(actor, application, application.item)]
    try:
        with transaction.atomic():
            run = layout and start_run(actor, application, layout)
            return [write_case(actor, application, one, run) for one in prepared]
    except IntegrityError as problem:
        about.guard_first(problem, application)
        raise


def require_own(actor, application):
    """Nobody applies in another's name; the window writes down who stands at it."""
    firm, centre = application.enterprise, first_centre(application)
    own = application.applicant.pk == actor.person and (firm is None or firm.pk in actor.enterprises)
    window = application.channel == "window" and actor.centre == centre.pk and "receive" in actor.powers
    if not own and not window:
        raise Refusal(
            "no-post", because="只能以本人或者本企业的名义申请。", cure="请由申请人本人登录，或者到园区中心窗口办理。"
        )


@dataclass(frozen=True)
class Prepared:
    item: Item
    version: object
    form: dict
    facts: dict
    place: str
    plan: object
    materials: list
    promise_by: dt.date | None = None
    committed: bool = False
    waiting: bool = False
    whys: dict = field(default_factory=dict)
    competence: str = ""


def prepare(actor, application, item):
    check_agency(application)
    if application.certificate:
        about.guard_asked(application, actor.day)
    version = picture().offer(application.park.code, item.code, actor.day)
    if version is None:
        raise not_offered(application.park, item)
    clean, errors = check_form(version.form, application.form)
    ways.guard_commitment(actor, application, version)
    materials, whys, gaps = gather(actor, application, version)
    rule, decided = competent_place(actor, application, version.item)
    place = decided.place
    promise_by, late = ways.promised_day(actor, application, place, materials)
    errors.update(gaps | too_long(application) | late)
    if errors:
        raise Invalid(errors)
    guided = guidance.answers_in(application.form)
    facts = guidance.leads_to(version, guided).facts | facts_of(version.form, clean)
    if told := guidance.kept(version, guided):
        clean[guidance.KEPT] = told
    plan_now = planned(actor, application, version.item, place, facts)
    committed = ways.committing(application, version)
    return Prepared(
        version.item,
        version,
        clean,
        facts,
        place,
        plan_now,
        materials,
        promise_by,
        committed,
        whys=whys,
        competence=rule,
    )


def too_long(application):
    limits = {"subject": ("申请内容", 200), "contact": ("联系方式", 60), "agent_scope": ("代办范围", 300)}
    return {
        name: f"“{label}”最多{most}字。"
        for name, (label, most) in limits.items()
        if len(getattr(application, name)) > most
    }


def not_offered(park, item):
    because = f"{park.name}现在没有开办“{item.name}”，或者该事项没有当日有效的办事指南。"
    return Refusal(
        "wrong-organ", because=because, cure="请在搜索结果中选择开办该事项的园区，或者咨询园区政务服务中心。"
    )


def check_agency(application):
    if application.agent and not application.agent_scope.strip():
        raise Invalid({"agent_scope": "请写明委托代办的范围；代办自愿、免费，不写明范围不能代办。"})


def planned(actor, application, item, place, facts):
    agent = helper_body(application) if application.agent else None
    bundled = application.bundle is not None
    return prove(application.park.code, item.code, actor.day, facts, place, agent, bundled)


def helper_body(application):
    post = application.agent.posts.filter(role="helper", centre__park=application.park).select_related("body").first()
    if post is None:
        raise Invalid({"agent": f"{application.agent.name}不是本园区的帮办代办员，请重新选择。"})
    return post.body.code


def competent_place(actor, application, item):
    """-> (the park's rule for this item, which place decides the organ). A certificate keeps its own place."""
    regions = [r.region_id for r in picture().park_of[application.park.code].parkregion_set.all()]
    rule = picture().competence(application.park.code, item.code, actor.day)
    if application.certificate:
        return rule, Competence(application.certificate.place, "")
    if application.site and application.site not in regions:
        raise Invalid({"_site": "请选择本园区范围内的区县。"})
    own = (application.enterprise and application.enterprise.region_id) or ""
    return rule, competent(rule, regions, application.site, own)


def gather(actor, application, version):
    """-> ([(material, state, upload)], {code: why}, errors)."""
    materials = guidance.handed_over(version, guidance.answers_in(application.form))
    uploads = uploads_of(application)
    taken = {m.code: one for m in materials if (one := uploads.get(str(application.files.get(m.code))))}
    whys = waivers.for_application(actor, application, version, materials, taken)
    rows, gaps = [], not_to_be_used(actor, application, taken)
    for material in materials:
        upload = taken.get(material.code)
        state = material_state(material, upload, application, whys.get(material.code))
        if upload and upload.document_id:
            whys[material.code] = waivers.of_document(upload.document)
        rows.append((material, state, upload))
        if state == "missing" and material.need == "required" and application.channel == "online":
            gaps[f"material-{material.code}"] = f"请上传“{material.name}”。"
    return rows, whys, gaps


def not_to_be_used(actor, application, taken):
    holder = shelf_of(application.enterprise, application.applicant)
    return {f"material-{code}": text for code, text in spoiled(taken, holder, actor.day).items()}


def uploads_of(application):
    """{id as text: upload}, the applicant's own only."""
    ids = [int(pk) for pk in application.files.values()]
    mine = select(Upload, "c.id = ANY(%s) AND c.by_id = %s", [ids, application.applicant.pk]) if ids else []
    return {str(upload.pk): upload for upload in mine}


def material_state(material, upload, application, reason):
    if upload or material.code in application.paper:
        return "given"
    if reason:
        return "committed" if reason["kind"] == "commitment" else "shared"
    if material.need == "deferrable" and material.code in application.deferred:
        return "deferred"
    return "missing"


def start_run(actor, application, layout):
    """The one application, told in its first event with what it includes and what it leaves out and why."""
    number = "YJS" + next_number(first_centre(application), layout.ready[0].item, actor.day)[-16:]
    firm = application.enterprise
    run = BundleCase(
        number=number,
        bundle=application.bundle,
        park=application.park,
        enterprise=firm,
        applicant=application.applicant,
        applicant_name=firm.name if firm else application.applicant.name,
        situations=layout.chosen.answers,
        left_out=[left.told() for left in layout.chosen.left],
        applied_at=actor.at,
    )
    said = {"bundle": application.bundle.code, "number": application.bundle.number}
    create(run, "run.applied", actor, said | {"items": [one.item.code for one in layout.ready]})
    return run


def first_centre(application):
    return picture().park_of[application.park.code].centre


def write_case(actor, application, one, run):
    case = draw(actor, application, one, run)
    if application.channel == "online" and not one.waiting:
        case.received_on = actor.day
        for name, value in clocking.fields(case, actor.day).items():
            setattr(case, name, value)
    materials = [
        CaseMaterial(code=m.code, name=m.name, need=m.need, state=state, upload=upload, why=one.whys.get(m.code) or {})
        for m, state, upload in one.materials
    ]
    insert(
        case,
        materials,
        "case.applied",
        actor,
        {"form_sha256": form_digest(case.form), "version": one.version.number, "handed": handed_first(materials)}
        | ways.said(application, one)
        | ({"why": waivers.digests(one.whys)} if one.whys else {}),
    )
    if taken := [m.upload.document_id for m in materials if m.upload and m.upload.document_id]:
        use(actor, taken, case.number, one.item.name)
    return case


def draw(actor, application, one, run):
    firm = application.enterprise
    return Case(
        number=next_number(first_centre(application), one.item, actor.day),
        park=application.park,
        centre=first_centre(application),
        place=one.place,
        business_place=(firm and firm.region_id) or "",
        site=application.site[:12],
        competence=one.competence,
        item=one.item,
        item_version=one.version,
        bundle_case=run,
        enterprise=firm,
        applicant=application.applicant,
        applicant_name=firm.name if firm else application.applicant.name,
        contact=application.contact or application.applicant.phone,
        agent=application.agent,
        agent_scope=application.agent_scope.strip(),
        subject=application.subject or about.subject_of(application),
        purpose=application.purpose,
        certificate=application.certificate,
        channel=application.channel,
        form=one.form,
        facts=one.facts,
        state="applied",
        mode=one.plan.mode,
        plan=to_json(one.plan),
        bodies=bodies_of(one.plan),
        holder="" if one.waiting else holder_of(one.plan, "applied"),
        applied_at=actor.at,
        promise_by=one.promise_by,
        committed=one.committed,
    )


def bodies_of(plan):
    return sorted({body for step in plan.steps for body in (step.actor, step.in_name_of) if body})


def form_digest(form):
    return hashlib.sha256(orjson.dumps(form, option=orjson.OPT_SORT_KEYS)).hexdigest()
