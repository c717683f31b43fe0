"""The documents agree with the house: links lead somewhere, commands exist, everyone on the sign-in page is introduced."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from yuanban.accounts.demo import PASSWORD
from yuanban.cli import COMMANDS, load

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:^|[`\s/·])yuanban ([a-z]+)((?: [a-z]+)?)")
TARGET = re.compile(r"(?:^|`)make ([a-z]+)", re.M)
WORLD = ROOT / "src" / "yuanban" / "demo" / "world"


def named(page):
    return str(page.relative_to(ROOT))


def anchors(page):
    """The anchors of the headings, as the site generator names them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\s-]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def broken(page):
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page):
    assert list(broken(page)) == []


def test_pages_of_the_site_link_only_to_each_other():
    outside = [
        f"{named(page)}: {link}"
        for page in PAGES
        if page.is_relative_to(ROOT / "docs")
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:|#", link)
        and not (page.parent / link.partition("#")[0]).resolve().is_relative_to(ROOT / "docs")
    ]
    assert outside == []


def test_every_page_of_the_site_can_be_reached_from_its_index():
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / link).resolve() for link in LINK.findall(index.read_text(encoding="utf-8"))}
    pages = {page for page in PAGES if page.is_relative_to(ROOT / "docs")}
    assert {named(page) for page in pages - linked - {index}} == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_exists(page):
    text = page.read_text(encoding="utf-8")
    unknown = {command for command, _ in COMMAND.findall(text)} - set(COMMANDS)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert unknown == set()
    assert set(TARGET.findall(text)) <= targets


def test_every_subcommand_of_the_readme_exists():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command, sub in COMMAND.findall(text):
        if command in ("law", "db"):
            assert sub.strip() in load(command).commands


def test_every_command_is_in_the_readme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {command for command, _ in COMMAND.findall(text)} == set(COMMANDS)


def test_everyone_on_the_sign_in_page_is_introduced():
    cast = yaml.safe_load((WORLD / "cast.yaml").read_text(encoding="utf-8"))
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`{PASSWORD}`" in text
    assert [one["username"] for one in cast if one["demo_note"] and f"| `{one['username']}` |" not in text] == []


def test_no_file_names_a_machine_or_a_package_host():
    ran = subprocess.run([sys.executable, "scripts/check_places.py"], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout
