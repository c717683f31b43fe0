"""What an applicant has typed, ticked and handed in so far: read from the page, kept in a draft, handed to `apply`."""

from dataclasses import dataclass, field

from yuanban.accounts.models import Enterprise, Person
from yuanban.cases import files as store
from yuanban.cases.actions.apply import Application
from yuanban.cases.actions.drafts import save_draft
from yuanban.cases.applicant import asking, chosen_ways, offers
from yuanban.cases.applicant.matter import SITUATIONS
from yuanban.cases.models import Case, Draft, Upload
from yuanban.catalogue import guidance
from yuanban.catalogue.form_posting import posted
from yuanban.catalogue.forms import check_form
from yuanban.ledger.invalid import Invalid

META = ("_agent", "_scope", "_deferred")
CARRIED = (guidance.KEPT, asking.VERSIONS, SITUATIONS, chosen_ways.KEPT)


@dataclass
class Filled:
    answers: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    deferred: list = field(default_factory=list)
    enterprise: Enterprise | None = None
    agent: str = ""
    scope: str = ""
    guided: dict = field(default_factory=dict)
    began: dict = field(default_factory=dict)
    ways: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)


def draft_of(actor, matter):
    return (
        Draft.objects.filter(person=actor.person, **matter.draft_key)
        .select_related("enterprise")
        .order_by("-saved_at")
        .first()
    )


def from_draft(draft):
    form = dict(draft.form)
    agent, scope, deferred = (form.pop(key, default) for key, default in zip(META, ("", "", []), strict=True))
    filled = Filled(form, dict(draft.files), list(deferred), draft.enterprise, agent, scope)
    filled.guided = guidance.answers_in(form)
    filled.began = form.get(asking.VERSIONS) or {}
    filled.ways = form.get(chosen_ways.KEPT) or {}
    filled.answers = {key: value for key, value in form.items() if key not in CARRIED}
    return filled


def blank(actor, person, matter, guided=None):
    """A new form, with what is known already: nobody types their own name and telephone again."""
    firm = Enterprise.objects.filter(pk__in=actor.enterprises).order_by("pk").first()
    known = {"contact": person.name, "contact_phone": person.phone} | asking.known(matter, firm, person, guided)
    asked = {field["key"] for field in matter.fields}
    if matter.certificate:
        known, firm = known | told_before(matter.certificate), matter.certificate.enterprise
    said = {  # 否 is an answer
        key: value for key, value in known.items() if key in asked and value not in (None, "", [])
    }
    return Filled(said, enterprise=firm)


def told_before(certificate):
    """What the holder wrote when the certificate was applied for."""
    case = Case.objects.filter(number=certificate.case_number).only("form").first()
    return case.form if case else {}


def from_post(actor, matter, post, uploaded, draft=None):
    """What stands on the page, with the files that came along; a file that cannot be taken is said beside its material."""
    before = from_draft(draft) if draft else Filled()
    filled = Filled(
        answers=posted(matter.fields, post, before.answers),
        files={m.key: post[f"upload-{m.key}"] for m in matter.materials if post.get(f"upload-{m.key}", "").isdecimal()},
        deferred=[m.key for m in matter.materials if m.need == "deferrable" and f"defer-{m.key}" in post],
        enterprise=Enterprise.objects.filter(pk__in=actor.enterprises, pk=number(post.get("_enterprise"))).first(),
        agent=post.get("_agent", ""),
        scope=post.get("_scope", "").strip()[:300],
        ways=chosen_ways.of_post(post),
    )
    take_files(
        actor, filled, {m.key: uploaded[f"file-{m.key}"] for m in matter.materials if f"file-{m.key}" in uploaded}
    )
    return filled


def number(text):
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0


def take_files(actor, filled, uploaded):
    for key, file in uploaded.items():
        try:
            filled.files[key] = store.keep(actor, file.name, file.read()).pk
        except Invalid as problem:
            filled.errors[f"material-{key}"] = next(iter(problem.errors.values()))


def keep(actor, matter, filled, draft=None):
    form = filled.answers | dict(zip(META, (filled.agent, filled.scope, filled.deferred), strict=True))
    form |= {asking.VERSIONS: asking.versions_of(matter), guidance.KEPT: {"answers": filled.guided}}
    form |= {chosen_ways.KEPT: filled.ways}
    if matter.chosen:
        form[SITUATIONS] = matter.chosen.answers
    where = {key: matter.key[key] for key in ("item", "bundle", "purpose", "certificate")}
    return save_draft(actor, matter.park, form, filled.files, enterprise=filled.enterprise, draft=draft, **where)


def uploads_of(actor, filled):
    """{material key: Upload}, of this person's own files only."""
    mine = Upload.objects.filter(by=actor.person).in_bulk([int(pk) for pk in filled.files.values()])
    return {key: mine[int(pk)] for key, pk in filled.files.items() if int(pk) in mine}


def problems(actor, person, matter, filled):
    """Everything that is missing or wrong, at once, under the names that the page uses."""
    _, errors = check_form(matter.fields, filled.answers)
    errors |= chosen_ways.problems(filled.ways)
    handed, spared = uploads_of(actor, filled), chosen_ways.spared(matter.versions, filled.ways)
    there = offers.spared(actor, person, matter, filled)
    for material in matter.materials:
        if material.key in handed or material.key in there or material.material.code in spared:
            continue
        if material.need == "required":
            errors[f"material-{material.key}"] = f"请上传“{material.material.name}”。"
        if material.need == "deferrable" and material.key not in filled.deferred:
            errors[f"material-{material.key}"] = f"请上传“{material.material.name}”，或者承诺后补。"
    if filled.agent and not filled.scope:
        errors["_scope"] = "请写明委托代办的范围；代办自愿、免费，不写明范围不能代办。"
    return errors | filled.errors


def application(person, matter, filled):
    return Application(
        park=matter.park,
        applicant=person,
        form=filled.answers | {guidance.KEPT: {"answers": filled.guided}},
        item=matter.item,
        bundle=matter.bundle,
        enterprise=filled.enterprise,
        files=filled.files,
        deferred=frozenset(filled.deferred),
        subject=str(filled.answers.get("project_name", ""))[:200],
        purpose=matter.purpose,
        certificate=matter.certificate,
        contact=str(filled.answers.get("contact_phone", ""))[:60],
        agent=Person.objects.filter(pk=number(filled.agent)).first(),
        agent_scope=filled.scope,
        situations=matter.chosen.answers if matter.chosen else {},
        **chosen_ways.arguments(filled.ways),
    )
