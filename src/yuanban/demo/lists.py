"""The sample reference lists: two versions for each kind of park, a draft, and what the three parks add or leave out."""

import datetime as dt
from pathlib import Path

import yaml

from yuanban.accounts.acting import CHINA, acting
from yuanban.catalogue.actions.edit_reference import edit_reference
from yuanban.catalogue.actions.make_overlay import add_to_park, leave_out
from yuanban.catalogue.actions.publish_reference import publish_reference
from yuanban.catalogue.actions.start_reference import start_reference
from yuanban.catalogue.lists import LISTS, ReferenceList
from yuanban.places.models import Park

HERE = Path(__file__).with_name("world") / "lists"
WHO = "shengzx"
SAID = ("key", "list", "stage", "name", "summary", "supplier")


def read(name):
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def load_lists(people):
    """Nothing is done where there are lists already."""
    if ReferenceList.objects.exists():
        return
    told = read("versions")
    known = {line["name"]: line | {"list": name} for name in LISTS for line in read(name)}
    for kind in Park.KINDS:
        lines = [line for line in known.values() if kind in line.get("kinds", Park.KINDS)]
        first_version(people, kind, lines, told)
        second_version(people, kind, lines, told)
    for kind, draft in told["drafts"].items():
        under_way(people, kind, draft, known)
    for row in told["overlays"]:
        overlay(people, row, known)


def on(people, day):
    day = dt.date.fromisoformat(day)
    return day, acting(people[WHO], dt.datetime.combine(day, dt.time(9), tzinfo=CHINA))


def first_version(people, kind, lines, told):
    day, actor = on(people, told["first"])
    was = {one["name"]: one for one in told["before"]}
    early = [said(line, was.get(line["name"])) for line in lines if line["name"] not in told["later"]]
    draft = edit_reference(actor, start_reference(actor, kind), put=early, note="首次编制。")
    publish_reference(actor, draft, day)


def second_version(people, kind, lines, told):
    day, actor = on(people, told["second"]["day"])
    changed = {*told["later"], *(one["name"] for one in told["before"])}
    put = [said(line) for line in lines if line["name"] in changed]
    draft = edit_reference(actor, start_reference(actor, kind), put=put, note=told["second"]["note"])
    publish_reference(actor, draft, day)


def under_way(people, kind, told, known):
    _, actor = on(people, "2026-11-02")
    draft = start_reference(actor, kind)
    keys = dict(draft.entries.values_list("name", "key"))
    put = [said(known[name]) for name in told["put"]]
    put += [said(known[name] | {"stage": stage}) for name, stage in told["move"].items()]
    edit_reference(actor, draft, put, [keys[name] for name in told["drop"] if name in keys], told["note"])


def said(line, before=None):
    """A line as the action takes it; `before`: how an earlier version had it."""
    before = before or {}
    line = {name: line.get(name, "") for name in SAID}
    return line | {"stage": before.get("stage", line["stage"]), "name": before.get("called", line["name"])}


def overlay(people, row, known):
    day, actor = on(people, row["day"])
    park = Park.objects.select_related("centre").get(code=row["park"])
    line = said(known.get(row["name"], row))
    if row["change"] == "add":
        add_to_park(actor, park, line, row["reason"], day)
    else:
        leave_out(actor, park, line["key"] or line["name"], row["reason"], day)
