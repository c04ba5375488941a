/* Serves /r/ when there is no signal: the network first, and what this phone kept when it does not answer.
   The pages put themselves here (answer.js) and take themselves away; this only reads. */
"use strict";
const CACHE = "lar-answer";
const PATIENCE = 8000;

function late() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE));
}

async function answer(request) {
  const asked = fetch(request).catch(() => undefined);
  const pages = await caches.open(CACHE);
  const kept = await pages.match(request, { ignoreSearch: true, ignoreVary: true });
  const reply = await (kept ? Promise.race([asked, late()]) : asked);
  if (reply && (reply.status < 500 || !kept)) return reply;
  return kept || (request.mode === "navigate" && (await pages.match("/r/"))) || Response.error();
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const isOurs = new URL(event.request.url).origin === self.location.origin;
  if (isOurs && event.request.method === "GET") event.respondWith(answer(event.request));
});
