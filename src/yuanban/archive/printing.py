"""The story of a case as a lasting PDF and as a page that stands by itself."""

import datetime as dt
from html import escape
from pathlib import Path

from yuanban.accounts.acting import CHINA
from yuanban.archive.story import zh
from yuanban.typesetting import typeset

SHEET = Path(__file__).with_name("typst") / "story.typ"
PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px/1.8 serif;max-width:46em;margin:2em auto;padding:0 1em}}h2{{font-size:1.1em;margin:1.6em 0 .4em}}
p,li{{margin:.3em 0}}small{{color:#555}}</style></head><body><h1>办件经过</h1><p><b>{title}</b></p>{lead}{days}{dues}</body></html>
"""


def pdf(story, number, day: dt.date) -> bytes:
    """PDF/A-2b."""
    return typeset(SHEET, plain(story, number), day, lasting=True)


def plain(story, number):
    return {
        "title": story.title,
        "author": "园办",
        "number": number,
        "lead": story.lead,
        "days": [{"day": zh(day), "lines": [told(one) for one in lines]} for day, lines in story.days],
        "dues": story.dues,
    }


def told(one):
    time = one.at.astimezone(CHINA).strftime("%H:%M")
    return {"time": time, "title": one.title, "who": one.who, "text": one.text, "basis": one.basis}


def html(story) -> bytes:
    """Without anything from elsewhere: it must open in thirty years."""
    days = "".join(f"<h2>{zh(day)}</h2><ul>{''.join(map(item, lines))}</ul>" for day, lines in story.days)
    dues = "<h2>期限怎么算</h2><ul>" + "".join(f"<li>{escape(line)}</li>" for line in story.dues) + "</ul>"
    lead = "".join(f"<p>{escape(line)}</p>" for line in story.lead)
    page = PAGE.format(title=escape(story.title), lead=lead, days=days, dues=dues if story.dues else "")
    return page.encode()


def item(one):
    said = told(one)
    rest = "".join(f"<br>{escape(said[name])}" for name in ("text",) if said[name])
    basis = f"<br><small>{escape(said['basis'])}</small>" if said["basis"] else ""
    return f"<li>{said['time']}　<b>{escape(said['title'])}</b>　{escape(said['who'])}{rest}{basis}</li>"
