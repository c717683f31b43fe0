"""People at their browsers. Each has a context of their own; whoever signed in once stays signed in for the run."""

from yuanban.accounts.demo import PASSWORD


class Visitors:
    def __init__(self, chromium, address):
        self.chromium, self.address, self.signed_in = chromium, address, {}
        self.open, self.faults = {}, []

    def __call__(self, username=None, again=False):
        """The page of this person, or of somebody who is not signed in; `again` opens a second one beside it."""
        if again or username not in self.open:
            self.open.setdefault(username, []).append(self.page(username))
        return self.open[username][-1]

    def page(self, username):
        known = self.signed_in.get(username)
        page = self.context(storage_state=known).new_page()
        if username and not known:
            sign_in(page, username)
            self.signed_in[username] = page.context.storage_state()
        return page

    def context(self, **more):
        made = self.chromium.new_context(base_url=self.address, locale="zh-CN", timezone_id="Asia/Shanghai", **more)
        made.on("page", self.watch)
        return made

    def watch(self, page):
        """Whatever the browser complains of: scripts, the content policy, parts of a page that do not come."""
        page.on("console", lambda said: said.type in ("error", "warning") and self.complain(page, said.text))
        page.on("pageerror", lambda error: self.complain(page, str(error)))
        page.on("response", lambda got: got.status > 399 and got.request.resource_type != "document" and self.complain(page, f"{got.status} {got.url}"))

    def complain(self, page, text):
        # A page that answers 403, 404, 409 or 422 is told of here too; the tests look at the page itself.
        if not text.startswith("Failed to load resource"):
            self.faults.append(f"{page.url}: {text}")

    def leave(self):
        for pages in self.open.values():
            for page in pages:
                page.context.close()
        faults, self.open, self.faults = self.faults, {}, []
        return faults


def sign_in(page, username):
    page.goto("/sign-in/")
    page.fill("#f-username", username)
    page.fill("#f-password", PASSWORD)
    page.locator("#f-password").press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
