"use strict";
// Every step gets a key of its own and waits in this browser until the server has answered. Sent twice, it is done once.
const PERSON = document.body.dataset.person, SHELF = `crew:${PERSON}`, KEPT = "crew-1", DAY = "/crew/";
const NAMES = { begin: "出发", take: "收到原件", give: "交出原件", done: "办成", fail: "没有办成" };
const LEADS = { begin: "underway", done: "done", fail: "failed" };
const STATES = { assigned: "已派", underway: "进行中", done: "已办成", failed: "没有办成" };
const net = document.querySelector("#net");
let sending = false, signedOut = false;

const steps = () => JSON.parse(localStorage.getItem(SHELF) || "[]");
const keep = (rows) => localStorage.setItem(SHELF, JSON.stringify(rows));
const waiting = () => steps().filter((one) => !one.answer);
const newKey = () => crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

function saidOf(form) {
  const data = new FormData(form), said = { papers: data.getAll("papers") };
  for (const name of ["note", "other", "where", "hands"]) if (data.get(name)) said[name] = data.get(name);
  said.signed = data.get("drawn") || data.get("signed") || "";
  return said;
}

document.addEventListener("submit", (event) => {
  const form = event.target, verb = form.dataset.verb;
  if (!verb) return;
  event.preventDefault();
  const said = saidOf(form);
  if (form.querySelector("[name=papers]") && !said.papers.length) return form.querySelector("[name=papers]").focus();
  const order = form.closest("[data-order]").dataset.order;
  keep([...steps(), { key: newKey(), order, verb, said, at: new Date().toISOString() }]);
  form.reset();
  form.querySelectorAll("[data-pad] button").forEach((again) => again.click());
  form.closest("details")?.removeAttribute("open");
  draw();
  send();
}, true);

// What the page says, with the steps that wait laid over it.
function draw() {
  const mine = waiting();
  document.querySelectorAll("[data-order]").forEach((place) => {
    place.dataset.base ||= place.dataset.state;
    const own = mine.filter((one) => one.order === place.dataset.order);
    place.dataset.state = own.reduce((state, one) => LEADS[one.verb] || state, place.dataset.base);
    place.querySelectorAll(".stop-state").forEach((tag) => (tag.textContent = STATES[place.dataset.state] || tag.textContent));
    const list = place.querySelector(".queued");
    if (list) list.replaceChildren(...own.map((one) => line(`等着发出：${NAMES[one.verb]}（${clock(one.at)}）`)));
    place.querySelectorAll("[data-paper]").forEach((paper) => {
      const last = own.filter((one) => ["take", "give"].includes(one.verb) && one.said.papers.includes(paper.dataset.paper)).pop();
      const held = last ? last.verb === "take" : paper.dataset.mine === "yes";
      paper.hidden = held !== (paper.closest("form").dataset.verb === "give");
      if (paper.hidden) paper.querySelector("input").checked = false;
    });
  });
  const lost = steps().filter((one) => one.answer);
  document.querySelector("#waiting").hidden = !lost.length;
  document.querySelector("#waiting .told").replaceChildren(...lost.map(refused));
  tell();
}

const line = (text) => Object.assign(document.createElement("li"), { textContent: text });
const clock = (at) => new Date(at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });

function refused(one) {
  const row = line(`${one.order.slice(-4)}号单“${NAMES[one.verb]}”（${clock(one.at)}）：${one.answer.because}${one.answer.cure} `);
  const button = Object.assign(document.createElement("button"), { className: "btn btn-outline-primary btn-sm", textContent: "知道了" });
  button.addEventListener("click", () => { keep(steps().filter((other) => other.key !== one.key)); draw(); });
  row.append(button);
  return row;
}

function tell(text = "", sent = false) {
  const count = waiting().length;
  if (!text && signedOut && count) text = `登录已过期，${count}步还在这部手机里，登录后自动发出。`;
  else if (!text && !navigator.onLine) text = count ? `没有网络，${count}步等着发出，照常往下办。` : "没有网络，看到的是上次打开的内容；照常往下办。";
  else if (!text && count) text = `${count}步等着发出……`;
  net.hidden = !text;
  net.textContent = text;
  net.classList.toggle("net-sent", sent);
  if (sent) setTimeout(tell, 8000);
  if (signedOut && count) net.append(" ", Object.assign(document.createElement("a"), { href: `/sign-in/?next=${DAY}`, textContent: "去登录" }));
}

async function send() {
  if (sending || !navigator.onLine || !waiting().length) return;
  sending = true;
  try {
    const who = await asked("/crew/sync/");
    if (!who) return;
    if (String(who.person) !== PERSON) return location.assign(DAY);
    const batch = waiting();
    const told = await asked("/crew/deeds/", {
      method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": who.csrf },
      body: JSON.stringify(batch.map(({ key, order, verb, said, at }) => ({ key, order, verb, said, at }))),
    });
    if (!told) return;
    const answers = Object.fromEntries(told.map((one) => [one.key, one]));
    // Done, or refused and kept by the server until it is read: either way it need not wait here. What the server could not keep stays.
    keep(steps().flatMap((one) => !answers[one.key] ? [one] : answers[one.key].lost ? [{ ...one, answer: answers[one.key] }] : []));
    await refresh();
    tell(`${told.filter((one) => one.ok).length}步已发出。`, true);
  } catch (lost) {
    tell();
  } finally {
    sending = false;
  }
}

async function asked(address, more = {}) {
  const answer = await fetch(address, { credentials: "same-origin", ...more });
  signedOut = answer.redirected && new URL(answer.url).pathname.startsWith("/sign-in/");
  if (signedOut || !answer.ok) { tell(); return null; }
  return answer.json();
}

// The day as the server knows it now, in place of the one on the page.
async function refresh() {
  const answer = await fetch(DAY, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector("#day").replaceWith(page.querySelector("#day"));
  document.dispatchEvent(new CustomEvent("pads"));
  show();
  draw();
}

// One thing at a time: the list, or one order.
function show() {
  const wanted = decodeURIComponent(location.hash.slice(1)), one = document.querySelector(`.errand[data-order="${CSS.escape(wanted)}"]`);
  document.querySelector("#list").hidden = Boolean(one);
  document.querySelectorAll(".errand").forEach((each) => (each.hidden = each !== one));
  document.querySelectorAll(".told-no").forEach((each) => (each.hidden = Boolean(one)));
  if (one) one.focus({ preventScroll: true });
  scrollTo(0, 0);
}

document.querySelector("#out").addEventListener("submit", (event) => {
  const count = waiting().length;
  if (count && !confirm(`还有${count}步没有发出。退出以后它们留在这部手机里，您下次登录时发出。要退出吗？`)) return event.preventDefault();
  self.caches?.delete(KEPT);
});
addEventListener("hashchange", show);
addEventListener("online", () => { tell(); send(); });
addEventListener("offline", () => tell());
setInterval(send, 20000);
show();
draw();
send();
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/crew/worker.js", { scope: DAY });
  navigator.serviceWorker.ready.then(async () => {
    const parts = [...document.querySelectorAll("link[href], script[src]")].map((one) => one.href || one.src);
    await (await caches.open(KEPT)).addAll([DAY, ...parts]);
    document.body.dataset.ready = "yes";
  }).catch(() => {});
}
