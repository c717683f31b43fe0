"use strict";
document.documentElement.classList.add("js");
// On a telephone the words of the navigation stand in one line each: the one of this page is brought into sight.
for (const now of document.querySelectorAll(".top-nav [aria-current], .sub-nav [aria-current]")) {
  const line = now.parentElement;
  const beyond = now.getBoundingClientRect().right - line.getBoundingClientRect().right + 48;
  if (beyond > 0) line.scrollLeft += beyond;
}
// "/" puts the cursor into the page's search; a panel that reports a problem takes the focus.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("[data-search]");
  if (search) {
    event.preventDefault();
    search.focus();
  }
});
const problem = document.querySelector("#errors, #refusal");
if (problem) problem.focus();
// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
// Suggestions: arrow keys move through them, Escape puts them away.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest(".search");
  if (!box) return;
  const links = [...box.querySelectorAll(".suggest a")];
  if (event.key === "Escape" && links.length) box.querySelector(".suggest").replaceChildren();
  if (!links.length || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  (links[at] || box.querySelector("input")).focus();
});
// What was sent without leaving the page: signed out meanwhile, go and sign in; not sent at all, say so.
document.addEventListener("htmx:beforeSwap", (event) => {
  const address = event.detail.xhr.responseURL;
  if (!new URL(address, location).pathname.startsWith("/sign-in/")) return;
  event.detail.shouldSwap = false;
  location.assign(address);
});
// A file that is too large is not sent at all: it says so at once.
document.addEventListener("change", (event) => {
  const most = Number(event.target.dataset?.most), file = event.target.files?.[0];
  if (!most || !file || file.size <= most * 1024 * 1024) return;
  const place = event.target.closest(".hand, .field");
  let said = place.querySelector(".failed");
  if (!said) place.append((said = Object.assign(document.createElement("p"), { className: "failed wrong", role: "alert" })));
  said.textContent = `文件“${file.name}”超过${most}MB，没有上传。请压缩或者拆分后再上传。`;
  event.target.value = "";
  event.stopImmediatePropagation();
}, true);
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    const place = event.target.closest(".hand")?.querySelector(".failed") || document.querySelector("#saved");
    if (place) place.textContent = "没有传上去，请检查网络后再试；已经收到的内容不受影响。";
  });
}
// A print button works only with this script, so it is shown by it.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
