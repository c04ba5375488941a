/* Sending what is kept, until somebody says that it arrived or will not do. */
const TIMEOUT = 30 * 1000;
const FIRST_PAUSE = 5 * 1000;
const LONGEST_PAUSE = 300 * 1000;
// Sending the same again would change nothing. Each has its words: refused-404…
const REFUSED = [404, 409, 410, 413, 422];

/* Retry-After comes in seconds or as a date. */
function secondsOf(header) {
  const seconds = /^\d+$/.test(header || "") ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return seconds > 0 ? Math.min(seconds, 3600) : 0;
}

async function post(record) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT);
  try {
    const body = new URLSearchParams({ ...record.fields, ...record.answers, ticket: record.ticket, client_key: record.key });
    const reply = await fetch("/r/" + record.code + "/", {
      method: "POST", body, headers: { Accept: "text/html" }, cache: "no-store", credentials: "omit", signal: abort.signal,
    });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    return { status: reply.status, page, wait: secondsOf(reply.headers.get("Retry-After")) };
  } catch (error) {
    return { status: 0, page: null, wait: 0 };
  } finally {
    clearTimeout(timer);
  }
}

/* Send once. Only a page with our own key says that it arrived: a hotel's sign-in page does not. */
async function send(record) {
  const reply = await post(record);
  const done = reply.page && reply.page.querySelector("[data-lar-done]");
  if (done && done.dataset.larDone === record.key) {
    record.state = "sent";
    record.receipt = reply.page.querySelector(".receipt").textContent.trim();
    forget(record);
    return reply;
  }
  const isOurs = reply.page && reply.page.getElementById("contenido");
  record.status = reply.status;
  record.state = isOurs && REFUSED.includes(reply.status) ? "refused" : "waiting";
  record.notBefore = reply.wait ? Date.now() + reply.wait * 1000 : 0;
  // Unless it was deleted in the meantime.
  if (store && store.getItem(nameOf(record))) keep(record);
  return reply;
}

/* Milliseconds that the server asked for and that are still to come; none when the clock was set back. */
function askedToWait(record) {
  const early = (record.notBefore || 0) - Date.now();
  return early > 0 && early <= HOUR ? early : 0;
}

/* Send until there is an answer; ``tell(reply)`` each time something changes. Returns what tries now. */
function deliver(record, tell) {
  let tries = 0;
  let timer = 0;
  let busy = false;
  async function attempt() {
    if (busy || record.state !== "waiting") return;
    clearTimeout(timer);
    const early = askedToWait(record);
    if (early) {
      timer = setTimeout(attempt, early);
      tell(null);
      return;
    }
    busy = true;
    record.state = "sending";
    tell(null);
    const reply = await send(record);
    busy = false;
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** tries++) * (0.75 + Math.random() / 2);
    if (record.state === "waiting") timer = setTimeout(attempt, Math.max(pause, askedToWait(record)));
    tell(reply);
  }
  window.addEventListener("online", attempt);
  document.addEventListener("visibilitychange", () => document.hidden || attempt());
  attempt();
  return attempt;
}
