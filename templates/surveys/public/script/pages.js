/* The page itself, for a second visit without signal (sw.js shows it). */
const CACHE = "lar-answer";
// What a kept page is shown under: the server's own policy is not readable from here.
const POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
const script = document.currentScript.src;

function forgetPage(path) {
  if (window.caches) caches.open(CACHE).then((pages) => pages.delete(path)).catch(() => {});
}

async function forgetOldPages(pages) {
  for (const request of await pages.keys()) {
    const page = await pages.match(request);
    const when = Number(page.headers.get("X-Kept-At"));
    if (when && Date.now() - when > KEPT_FOR) await pages.delete(request);
  }
}

async function keepPage(wanted) {
  const pages = await caches.open(CACHE);
  await forgetOldPages(pages);
  if (!wanted()) return;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY, "X-Kept-At": String(Date.now()) };
  await pages.put(location.pathname, new Response(asServed, { headers }));
  const loaded = performance.getEntriesByType("resource").map((part) => part.name);
  for (const part of new Set([script, ...loaded.filter((name) => name.includes("/static/"))])) {
    // What the browser has just loaded is not asked for again.
    const copy = await fetch(part, { cache: "force-cache" });
    if (copy.ok) await pages.put(part, copy);
  }
  if (!(await pages.match("/r/"))) await pages.add("/r/");
}

function keepForLater(wanted) {
  if (!window.caches || !navigator.serviceWorker) return; // Some in-app browsers.
  window.addEventListener("load", () => {
    navigator.serviceWorker.register("/r/sw.js").then(() => keepPage(wanted)).catch(() => {});
  });
}
