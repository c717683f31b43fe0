"""The main pages of every role of the demo, wide and narrow, into var/screenshots: to be looked at."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from urllib.parse import urlsplit

import django
from playwright.sync_api import Browser, Page, sync_playwright

os.environ["DJANGO_SETTINGS_MODULE"] = "yuanban.settings"
django.setup()

from django.conf import settings  # noqa: E402

from yuanban.accounts.demo import PASSWORD  # noqa: E402
from yuanban.accounts.models import Person  # noqa: E402

WIDTHS = (1440, 360)
PAGES = 8  # of each role: where signing in leads, and the first links there
LINKS = "nav a[href^='/'], main a[href^='/']"
YUANBAN = [sys.executable, "-m", "yuanban.cli"]


def main() -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not chromium:
        sys.exit("没有找到 Chromium。安装：apt-get install chromium fonts-noto-cjk")
    subprocess.run([*YUANBAN, "demo", "--no-serve"], check=True)
    people = list(Person.objects.exclude(demo_note="").values_list("username", flat=True))
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with served() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--disable-gpu", *sandbox])
        for username in [None, *people]:
            shoot(browser, home, username)
            print(f"已截图：{username or '未登录'}")


@contextmanager
def served() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    own = {"YUANBAN_PORT": port, "YUANBAN_URL": f"http://127.0.0.1:{port}"}
    server = subprocess.Popen([*YUANBAN, "serve"], env=os.environ | own)
    try:
        while not answers(int(port)) and server.poll() is None:
            time.sleep(0.2)
        yield own["YUANBAN_URL"]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def shoot(browser: Browser, home: str, username: str | None) -> None:
    page = browser.new_context(base_url=home, locale="zh-CN").new_page()
    page.goto(settings.LOGIN_URL if username else "/")
    if username:
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_load_state("networkidle")
    for number, path in enumerate(paths(page)):
        page.goto(path)
        take(page, username or "visitor", f"{number}{path.replace('/', '-').rstrip('-')}")
    page.context.close()


def paths(page: Page) -> list[str]:
    found = page.locator(LINKS).evaluate_all("links => links.map(link => link.getAttribute('href').split(/[?#]/)[0])")
    every = dict.fromkeys([urlsplit(page.url).path, *found])
    return list(islice((path for path in every if "sign-out" not in path and "." not in path), PAGES))


def take(page: Page, who: str, name: str) -> None:
    folder = settings.VAR / "screenshots" / who
    folder.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=folder / f"{name[:80]}-{width}.png", full_page=True)


if __name__ == "__main__":
    main()
