import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver

from tests.visitor import Visitor, text
from yuanban.law.refusal import Refusal
from yuanban.site.middleware import AnswersMiddleware
from yuanban.site.pages import broken

OPEN_TO_ALL = {
    *("catalogue:home", "catalogue:search", "catalogue:suggest", "catalogue:choose-park", "catalogue:item"),
    *("catalogue:item-guidance", "site:practices"),
    *("mandates:parks", "mandates:park", "mandates:guide", "mandates:bundle", "mandates:paper"),
    *("accounts:sign-in", "papers:check", "papers:check-one", "papers:pdf", "papers:by-number", "certificates:one"),
    *("site:rules", "site:rule", "archive:check-package", "archive:keys", "archive:own-proof", "papers:sm2"),
    *("oversight:published", "oversight:feed"),
    *("recruiting:jobs", "recruiting:job", "recruiting:gatherings", "recruiting:gathering", "recruiting:ticket"),
    *("intermediaries:services", "intermediaries:service", "intermediaries:draw"),
    *("residents:residents", "residents:institution"),
    *("programme:home", "programme:year", "programme:ranking", "programme:object", "programme:objection-answer"),
    *("programme:year-file", "programme:ranking-file"),
    *(
        "programme:support",
        "programme:support-item",
        "programme:milestone-file",
        "programme:powers",
        "programme:structure",
    ),
    *("voice:window", "voice:visit", "voice:paper", "voice:new", "voice:find", "voice:centre"),
    *("support:directory", "support:product", "support:providers", "support:provider"),
}


def routes(resolver, names=()):
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield ":".join([*names, one.name or str(one.pattern)]), one.callback
        else:
            yield from routes(one, [*names, *([one.namespace] if one.namespace else [])])


def test_every_page_asks_who_is_there_unless_it_is_listed_as_open():
    ours = [(name, view) for name, view in routes(get_resolver()) if not name.startswith("api")]
    found = {name for name, view in ours if not getattr(view, "login_required", True)}
    assert found == OPEN_TO_ALL


def test_templates_carry_no_inline_style_or_script():
    """The content security policy would refuse them."""
    bad = re.compile(r"\sstyle=|\son[a-z]+=[\"']|<style|<script(?![^>]*\ssrc=)")
    files = [file for room in settings.TEMPLATES[0]["DIRS"] for file in Path(room).rglob("*.html")]
    assert len(files) > 20
    assert [str(file) for file in files if bad.search(file.read_text(encoding="utf-8"))] == []


@pytest.mark.django_db
def test_pages_say_which_scripts_and_styles_may_run():
    assert "default-src 'self'" in Visitor().get("/").headers["Content-Security-Policy"]


def test_what_a_person_sees_is_kept_by_nobody(town):
    assert "no-store" in Visitor("qiye").get("/my/").headers["Cache-Control"]
    assert "Cache-Control" not in Visitor().get("/").headers


@pytest.mark.django_db
def test_a_page_that_is_not_there():
    response = Visitor().get("/no-such-page/")
    assert response.status_code == 404
    assert "没有这一页" in text(response)


@pytest.mark.django_db
def test_a_form_without_its_token_is_not_taken():
    response = Visitor(enforce_csrf_checks=True).post("/sign-in/", {"username": "qiye"})
    assert response.status_code == 403
    assert "页面已经过期" in text(response)


def test_a_request_for_another_host_is_answered_without_asking_the_database(client):
    response = client.get("/", HTTP_HOST="elsewhere.example")
    assert response.status_code == 400
    assert "请求不完整" in text(response)


def test_the_page_for_our_own_mistakes_needs_neither_session_nor_database():
    response = broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "系统出错" in text(response)


@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "status"), [("no-post", 403), ("changed-meanwhile", 409), ("supplement-once", 409)])
def test_a_refusal_that_no_page_caught_is_shown_with_rule_article_and_cure(rule, status):
    visitor = Visitor()
    request = visitor.get("/").wsgi_request
    response = AnswersMiddleware(lambda _: None).process_exception(request, Refusal(rule))
    refusal = Refusal(rule)
    assert response.status_code == status
    assert f'data-rule="{rule}"' in response.content.decode()
    assert all(said in text(response) for said in (refusal.because, refusal.article, refusal.cure))
