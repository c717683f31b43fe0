"""The sample world, from its YAML files into the database. Papers, seals and items go through their actions."""

import datetime as dt
from pathlib import Path

import yaml
from django.contrib.auth.hashers import make_password
from django.db import transaction

from yuanban.accounts.acting import CHINA, Actor
from yuanban.accounts.models import Enterprise, Person, Post
from yuanban.catalogue.actions.edit_bundle import edit_bundle, start_bundle
from yuanban.catalogue.actions.publish_bundle import publish_bundle
from yuanban.catalogue.actions.publish_version import draft_version, publish_version
from yuanban.catalogue.models import BasicItem, Item
from yuanban.catalogue.search import fill
from yuanban.demo.lists import load_lists
from yuanban.law.codes import parse_item_code
from yuanban.ledger.write import create
from yuanban.mandates.actions.arrange import arrange
from yuanban.mandates.actions.draft_instrument import draft_instrument
from yuanban.mandates.actions.publish_instrument import publish_instrument
from yuanban.mandates.actions.register_seal import register_seal
from yuanban.mandates.actions.revoke_instrument import revoke_instrument
from yuanban.mandates.actions.sign_instrument import sign_instrument
from yuanban.mandates.coverage_store import refresh
from yuanban.mandates.models import Agreement
from yuanban.places import epoch
from yuanban.places.models import Body, Centre, Park, ParkRegion, Region, Window

HERE = Path(__file__).with_name("world")
POWERS = ["receive", "accept", "review", "decide", "seal", "deliver"]


def read(name):
    return yaml.load((HERE / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@transaction.atomic
def load_world(password):
    """Everything but the cases. -> the founder, who is named in the events of the world's making."""
    load_regions()
    load_bodies()
    load_parks()
    people = load_people(password)
    founder = acting_founder()
    load_items(founder)
    load_lists(people)
    load_instruments(founder, people)
    load_seals(founder)
    load_agreements()
    load_bundles(founder)
    load_arrangements(founder, people)
    load_enterprises(people)
    epoch.bump()
    refresh(dt.datetime.now(CHINA).date())
    return founder


def acting_founder():
    post = Post.objects.filter(role="admin").select_related("person", "body").earliest("pk")
    at = dt.datetime(2025, 1, 1, 9, tzinfo=CHINA)
    return Actor(person=post.person_id, name=post.person.name, at=at, post=post.pk, role="admin", body=post.body.code)


def at_nine(day):
    return dt.datetime.combine(day or dt.date(2025, 1, 1), dt.time(9), tzinfo=CHINA)


def load_regions():
    Region.objects.bulk_create(
        [Region(code=r["code"], name=r["name"], level=r["level"], parent_id=r.get("parent")) for r in read("regions")]
    )


def load_bodies():
    rows = read("bodies")
    plain = ("code", "name", "short", "kind", "role", "standing", "level", "territory", "approved")
    Body.objects.bulk_create(
        Body(**{k: row[k] for k in plain}, credit_code=row.get("credit_code") or "") for row in rows
    )
    by_code = bodies()
    for row in rows:
        body = by_code[row["code"]]
        body.set_up_by, body.parent = by_code.get(row.get("set_up_by")), by_code.get(row.get("parent"))
    Body.objects.bulk_update(by_code.values(), ["set_up_by", "parent"])


def bodies():
    return {body.code: body for body in Body.objects.all()}


def load_parks():
    by_code = bodies()
    for row in read("parks"):
        park = Park.objects.create(
            code=row["code"],
            name=row["name"],
            short=row["short"],
            kind=row["kind"],
            level=row["level"],
            city_id=row["city"],
            committee=by_code[row["committee"]],
            operator=by_code.get(row.get("operator")),
            council=by_code.get(row.get("council")),
            summary=row.get("summary", ""),
        )
        ParkRegion.objects.bulk_create(
            ParkRegion(park=park, region_id=code, order=order) for order, code in enumerate(row["regions"])
        )
        load_centre(park, row["centre"], by_code)


def load_centre(park, row, by_code):
    windows = row.pop("windows")
    centre = Centre.objects.create(park=park, **row)
    Window.objects.bulk_create(
        Window(centre=centre, code=w["code"], name=w["name"], kind=w["kind"], body=by_code[w["body"]]) for w in windows
    )


def load_people(password):
    """Everyone shares one printed password; hashing it once is enough."""
    secret, by_code = make_password(password), bodies()
    centres = {centre.code: centre for centre in Centre.objects.all()}
    rows = read("cast")
    plain = ("username", "name", "phone")
    Person.objects.bulk_create(
        Person(**{k: r[k] for k in plain}, demo_note=r.get("demo_note") or "", is_demo=True, password=secret)
        for r in rows
    )
    people = {person.username: person for person in Person.objects.all()}
    Post.objects.bulk_create(
        Post(
            person=people[row["username"]],
            body=by_code[post["body"]],
            centre=centres.get(post.get("centre")),
            title=post["title"],
            role=post["role"],
            powers=post.get("powers") or [],
            head=post.get("head", False),
            from_date=dt.date(2024, 1, 1),
        )
        for row in rows
        for post in row.get("posts") or []
    )
    return people


VERSION = (
    "statutory",
    "promised",
    "kind",
    "joint",
    "reviewers",
    "visits",
    "conditions",
    "basis",
    "term_months",
    "fee",
    "channels",
    "form",
    "guidance",
)


def load_items(founder):
    by_code, rows, items = bodies(), read("items"), []
    for row in rows:
        organ, parsed = by_code[row["organ"]], parse_item_code(row["code"])
        basic = (
            parsed.basic
            and BasicItem.objects.get_or_create(code=parsed.basic, defaults={"name": row["name"], "type": row["type"]})[
                0
            ]
        )
        item = Item(
            code=row["code"],
            scheme=parsed.scheme,
            warnings=list(parsed.warnings),
            basic=basic or None,
            name=row["name"],
            organ=organ,
            organ_name=organ.name,
            region_id=organ.territory[0],
            type=row["type"],
            list=row["list"],
            audience=row["audience"],
            theme=row.get("theme", ""),
        )
        fill([item])
        create(item, "item.kept", founder, {"code": item.code, "name": item.name, "organ": organ.code})
        items.append(item)
    for item, row in zip(items, rows, strict=True):  # a guidance may lead to an item further down
        load_version(founder, item, row["version"], by_code)
    Item.objects.bulk_update(fill(list(Item.objects.all())), ["words", "pinyin", "initials"])


def load_version(founder, item, row, by_code):
    fields = {key: row[key] for key in VERSION if row.get(key) is not None}
    version = draft_version(
        founder,
        item,
        row["from"],
        materials=[{k: v for k, v in m.items() if v is not None} for m in row["materials"]],
        result_name=row["result"]["name"],
        result_kind=row["result"]["kind"],
        visit_reason=row.get("visit_reason") or "",
        consult=row.get("consult") or "",
        complaint=row.get("complaint") or "",
        supervisor=by_code.get(row.get("supervisor")),
        **fields,
    )
    publish_version(founder, version)


INSTRUMENT = (
    "code",
    "kind",
    "title",
    "number",
    "territory",
    "condition",
    "basis",
    "from_date",
    "to_date",
    "seal_on_sight",
    "duties",
)


def load_instruments(founder, people):
    by_code, items = bodies(), {item.code: item for item in Item.objects.all()}
    for row in read("instruments"):
        fields = {key: row[key] for key in INSTRUMENT if row.get(key) is not None}
        powers = POWERS if row["powers"] == "all" else row["powers"]
        staff = [people[name] for name in row.get("staff") or []]
        actor = founder.then(at_nine(row.get("signed_on")))
        draft_instrument(
            actor,
            items=[items[code] for code in row["items"]],
            staff=staff,
            powers=powers,
            grantor=by_code.get(row.get("grantor")),
            to=by_code[row["to"]],
            **fields,
        )
        live(actor, row)


def live(actor, row):
    """Sign, publish, revoke: as far as the paper's own days say. A statute needs no signature and is published as law."""
    signed = row.get("signed_on") or (row.get("published_on") if row["kind"] == "statute" else None)
    if row["kind"] in ("statute", "agency") or signed:
        sign_instrument(actor, row["code"], signed or row.get("from_date"))
    if row.get("published_on"):
        publish_instrument(
            actor.then(at_nine(row["published_on"])),
            row["code"],
            row["published_on"],
            row.get("published_at") or "法律文本",
        )
    if row.get("revoked_on"):
        revoke_instrument(
            actor.then(at_nine(row["revoked_on"])),
            row["code"],
            row["revoked_on"],
            row.get("revoke_reason") or "职责调整",
        )


def load_seals(founder):
    by_code, items = bodies(), {item.code: item for item in Item.objects.all()}
    centres = {centre.code: centre for centre in Centre.objects.all()}
    for row in read("seals"):
        whole = row["items"] == "all"
        register_seal(
            founder.then(at_nine(row.get("from_date"))),
            items=[] if whole else [items[code] for code in row["items"]],
            code=row["code"],
            of=by_code[row["of"]],
            kept_by=by_code[row["kept_by"]],
            name=row["name"],
            kind=row["kind"],
            all_items=whole,
            place=centres.get(row.get("place")),
            from_date=row.get("from_date"),
            to_date=row.get("to_date"),
        )


def load_agreements():
    by_code, items = bodies(), {item.code: item for item in Item.objects.all()}
    for row in read("agreements"):
        plain = ("code", "title", "number", "from_date", "to_date")
        agreement = Agreement.objects.create(**{k: row[k] for k in plain}, window=by_code[row["window"]])
        agreement.parties.set(by_code[code] for code in row["parties"])
        agreement.items.set(items[code] for code in row["items"])


def load_bundles(founder):
    by_code, items = bodies(), {item.code: item for item in Item.objects.all()}
    for row in read("bundles"):
        actor = founder.then(at_nine(row["from_date"]))
        plain = {key: row[key] for key in ("name", "theme", "promised", "source", "note", "situations")}
        members = [{**m, "item": items[m["item"]] if "item" in m else None} for m in row["members"]]
        draft = start_bundle(actor, row["code"], lead=by_code[row["lead"]], **plain)
        parks = Park.objects.filter(code__in=row["park"])
        draft = edit_bundle(actor, draft, members=members, parks=parks, regions=row.get("regions", []))
        publish_bundle(actor, draft, row["from_date"])


def load_arrangements(founder, people):
    parks, items = {park.code: park for park in Park.objects.all()}, {item.code: item for item in Item.objects.all()}
    for row in read("arrangements"):
        actor = founder.then(at_nine(row["from_date"]))
        arrange(
            actor,
            parks[row["park"]],
            items[row["item"]],
            row["mode"],
            row["from_date"],
            row.get("note") or "",
            people.get(row.get("cadre")),
        )


def load_enterprises(people):
    parks = {park.code: park for park in Park.objects.all()}
    for row in read("enterprises"):
        plain = ("code", "name", "short", "legal_person", "address", "industry")
        firm = Enterprise.objects.create(
            **{k: row[k] for k in plain}, park=parks.get(row["park"]), region_id=row["region"]
        )
        firm.members.set(people[name] for name in row.get("members") or [])
