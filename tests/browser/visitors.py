"""People at their browsers: each signs in once and keeps the page for the run."""

from yuanban.accounts.demo import PASSWORD


class Visitors:
    def __init__(self, chromium, address):
        self.chromium, self.address = chromium, address
        self.pages, self.faults = {}, []

    def __call__(self, username=None):
        """The page of this person, signed in; or of somebody who is not."""
        if username not in self.pages:
            self.pages[username] = self.page(username)
        return self.pages[username]

    def page(self, username=None, state=None):
        """One more page, which nobody else uses. A new browser costs more than a page: the tests share `visit(…)`."""
        page = self.context(storage_state=state).new_page()
        if username and not state:
            sign_in(page, username)
        return page

    def beside(self, username):
        """A second browser of the same person."""
        return self.page(username, self(username).context.storage_state())

    def context(self, **more):
        made = self.chromium.new_context(base_url=self.address, locale="zh-CN", timezone_id="Asia/Shanghai", **more)
        made.on("page", self.watch)
        return made

    def watch(self, page):
        """Whatever the browser complains of: scripts, the content policy, parts of a page that do not come."""
        page.on("console", lambda said: said.type in ("error", "warning") and self.complain(page, said.text))
        page.on("pageerror", lambda error: self.complain(page, str(error)))
        page.on("response", lambda got: self.part(page, got))

    def part(self, page, got):
        if got.status > 399 and got.request.resource_type != "document":
            self.complain(page, f"{got.status} {got.url}")

    def complain(self, page, text):
        # A page that answers 403, 404, 409 or 422 is told of here too; the tests look at the page itself.
        if not text.startswith("Failed to load resource"):
            self.faults.append(f"{page.url}: {text}")

    def complaints(self):
        told, self.faults = self.faults, []
        return told


def sign_in(page, username):
    page.goto("/sign-in/")
    page.fill("#f-username", username)
    page.fill("#f-password", PASSWORD)
    page.locator("#f-password").press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
