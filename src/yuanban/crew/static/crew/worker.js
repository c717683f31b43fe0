"use strict";
// Reaches /crew/ alone: the day's list and its parts are there without a network. What was seen last is shown; nothing is sent from here.
const KEPT = "crew-1", DAY = "/crew/";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname === DAY) event.respondWith(fresh(event.request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(part(event.request));
});
async function fresh(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await (await caches.open(KEPT)).put(DAY, answer.clone());
    return answer;
  } catch (lost) {
    const kept = await caches.match(DAY);
    if (kept) return kept;
    throw lost;
  }
}
async function part(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(KEPT)).put(request, answer.clone());
  return answer;
}
