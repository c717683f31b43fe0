"""申请: the applicant hands in. Acknowledged means stored: the case, its materials and its first event in one transaction."""

import hashlib
from dataclasses import dataclass, field, replace

import orjson
from django.db import IntegrityError, transaction

from yuanban.accounts.models import Enterprise, Person
from yuanban.cases import about, clocking
from yuanban.cases.handed import handed_first
from yuanban.cases.models import BundleCase, Case, CaseMaterial, Upload
from yuanban.cases.numbering import next_number
from yuanban.cases.permit import holder_of
from yuanban.cases.planning import prove
from yuanban.cases.store import insert
from yuanban.catalogue.forms import check_form, facts_of
from yuanban.catalogue.merging import part_for
from yuanban.catalogue.models import Bundle, Item
from yuanban.certificates.models import Certificate
from yuanban.law.modes import to_json
from yuanban.law.refusal import Refusal
from yuanban.ledger.invalid import Invalid
from yuanban.ledger.rows import select
from yuanban.mandates.world import picture
from yuanban.places.models import Park


@dataclass(frozen=True)
class Application:
    """`files` is {material code: upload id}; `paper` the codes handed over on paper; `deferred` those promised for later."""

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


def apply(actor, application) -> list[Case]:
    """One case, or one for each item of the bundle. Raises Invalid (fields) or Refusal (law)."""
    require_own(actor, application)
    items = (application.item and [application.item]) or [
        m.item for m in application.bundle.members.select_related("item")
    ]
    prepared = [prepare(actor, part_of(application, item), item) for item in items]
    try:
        with transaction.atomic():
            run = application.bundle and start_run(actor, application, prepared[0])
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


def part_of(application, item):
    """What one item of a 一件事 takes from the one form and the one set of materials."""
    if application.bundle is None:
        return application
    paper, deferred = (
        frozenset(part_for(item, dict.fromkeys(codes))) for codes in (application.paper, application.deferred)
    )
    form, files = part_for(item, application.form), part_for(item, application.files)
    return replace(application, form=form, files=files, paper=paper, deferred=deferred)


@dataclass(frozen=True)
class Prepared:
    item: Item
    version: object
    form: dict
    facts: dict
    place: str
    plan: object
    materials: list


def prepare(actor, application, item):
    check_agency(application)
    if application.certificate:
        about.guard_asked(application, actor.day)
    version = picture().offer(application.park.code, item.code, actor.day)
    if version is None:
        raise not_offered(application.park, item)
    clean, errors = check_form(version.form, application.form)
    materials, gaps = gather(application, version)
    errors.update(gaps | too_long(application))
    if errors:
        raise Invalid(errors)
    facts = facts_of(version.form, clean)
    place = place_of(application)
    plan_now = planned(actor, application, version.item, place, facts)
    return Prepared(version.item, version, clean, facts, place, plan_now, materials)


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


def place_of(application):
    """The law's place: where the business is, when the park reaches there; else the park's principal county; the certificate's own."""
    if application.certificate:
        return application.certificate.place
    regions = [r.region_id for r in picture().park_of[application.park.code].parkregion_set.all()]
    own = application.enterprise and application.enterprise.region_id
    return own if own in regions else regions[0]


def gather(application, version):
    uploads = uploads_of(application)
    rows, gaps = [], {}
    for material in version.materials.all():
        upload = uploads.get(str(application.files.get(material.code)))
        state = material_state(material, upload, application)
        rows.append((material, state, upload))
        if state == "missing" and material.need == "required" and application.channel == "online":
            gaps[f"material-{material.code}"] = f"请上传“{material.name}”。"
    return rows, gaps


def uploads_of(application):
    """{id as text: upload}, the applicant's own only."""
    ids = [int(pk) for pk in application.files.values()]
    mine = select(Upload, "c.id = ANY(%s) AND c.by_id = %s", [ids, application.applicant.pk]) if ids else []
    return {str(upload.pk): upload for upload in mine}


def material_state(material, upload, application):
    if upload or material.code in application.paper:
        return "given"
    if material.need == "shared" or application.purpose in about.LIGHT:
        return "shared"
    if material.need == "deferrable" and material.code in application.deferred:
        return "deferred"
    return "missing"


def start_run(actor, application, first):
    number = "YJS" + next_number(first_centre(application), first.item, actor.day)[-16:]
    return BundleCase.objects.create(
        number=number, bundle=application.bundle, park=application.park, applied_at=actor.at
    )


def first_centre(application):
    return picture().park_of[application.park.code].centre


def write_case(actor, application, one, run):
    case = draw(actor, application, one, run)
    if application.channel == "online":
        case.received_on = actor.day
        for name, value in clocking.fields(case, actor.day).items():
            setattr(case, name, value)
    materials = [
        CaseMaterial(code=m.code, name=m.name, need=m.need, state=state, upload=upload)
        for m, state, upload in one.materials
    ]
    insert(
        case,
        materials,
        "case.applied",
        actor,
        {"form_sha256": form_digest(case.form), "version": one.version.number, "handed": handed_first(materials)},
    )
    return case


def draw(actor, application, one, run):
    firm = application.enterprise
    return Case(
        number=next_number(first_centre(application), one.item, actor.day),
        park=application.park,
        centre=first_centre(application),
        place=one.place,
        business_place=(firm and firm.region_id) or "",
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
        holder=holder_of(one.plan, "applied"),
        applied_at=actor.at,
    )


def bodies_of(plan):
    return sorted({body for step in plan.steps for body in (step.actor, step.in_name_of) if body})


def form_digest(form):
    return hashlib.sha256(orjson.dumps(form, option=orjson.OPT_SORT_KEYS)).hexdigest()
