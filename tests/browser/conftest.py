import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.served import served_town
from tests.browser.visitors import Visitors

# Playwright keeps an event loop in this thread; Django would refuse the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def chromium():
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        missing = "没有找到 Chromium，页面测试没有运行。安装：apt-get install chromium fonts-noto-cjk"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET + sandbox)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, live_server):
    """A fresh visitor; `chromium.new_context` makes a second one."""
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN", timezone_id="Asia/Shanghai")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def town_hall(chromium):
    """The demo's town behind a server of its own, for the whole run: (everyone's browser, who can do what there)."""
    with served_town() as (address, scene):
        yield Visitors(chromium, address), scene


@pytest.fixture
def visit(town_hall):
    """`visit("qiye")` is the page of this person, signed in; `visit()` that of a stranger. No page may complain."""
    visitors, _ = town_hall
    yield visitors
    assert visitors.complaints() == []


@pytest.fixture
def scene(town_hall):
    return town_hall[1]
