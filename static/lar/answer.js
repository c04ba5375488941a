/* The questionnaire with JavaScript: what is marked stays on the phone until the server says that it has it,
   and is sent when there is signal. Without it the form works the same.
   unsent.js (what waits on this phone) and tablet.js (a tablet that passes around) load only where needed. */
(() => {
  "use strict";
  const PREFIX = "lar.answer.";
  const CACHE = "lar-answer";
  const HOUR = 3600 * 1000;
  const KEPT_FOR = 30 * 24 * HOUR;
  const TIMEOUT = 30 * 1000;
  const FIRST_PAUSE = 5 * 1000;
  const LONGEST_PAUSE = 300 * 1000;
  // What a kept page is shown under: the server's own policy is not readable from here.
  const POLICY =
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
  const AGAIN = "Lo que marcaste sigue en esta pantalla: se puede ver y copiar.";
  const WAITS = "Tu respuesta está guardada en este teléfono y todavía no llega. Con esta página abierta se envía sola al volver la señal; si se cierra, se envía al abrirla otra vez.";
  const REFUSED = {
    404: "No se envió: este código ya se usó o su cuestionario se cerró. Si viste un recibo, aquí o en otro teléfono, tu respuesta está y no hay que hacer nada.",
    409: "Este cuestionario ya se había enviado con otras respuestas: vale lo primero que se envió.",
    410: "No se envió: el cuestionario ya se cerró. Si antes viste un recibo, tu respuesta sí está.",
    413: "No se envió: es más de lo que el servidor puede recibir.",
    422: "No se envió: el servidor no entendió una respuesta. Revisa lo marcado y envía otra vez.",
  };

  const asServed = "<!doctype html>" + document.documentElement.outerHTML;
  const script = document.currentScript;
  // A new iPad says that it is a Macintosh, of which none has a touch screen.
  const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  const store = storage(() => window.localStorage);
  const tablet = tabletMode();
  let expired = 0;

  function storage(open) {
    try {
      const found = open();
      found.setItem(PREFIX + "probe", "1");
      found.removeItem(PREFIX + "probe");
      return found;
    } catch (error) {
      return null; // Private windows and full phones: the form still works.
    }
  }

  function tabletMode() {
    const tab = storage(() => window.sessionStorage);
    const asked = new URLSearchParams(location.search).get("tableta");
    if (tab && asked === "1") tab.setItem("lar.tablet", "1");
    if (tab && asked === "0") tab.removeItem("lar.tablet");
    return asked === "1" || Boolean(tab && tab.getItem("lar.tablet"));
  }

  function make(tag, words, className) {
    const made = document.createElement(tag);
    made.textContent = words || "";
    if (className) made.className = className;
    return made;
  }

  function button(words, act) {
    const made = make("button", words, "button second");
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function load(address) {
    document.head.append(Object.assign(document.createElement("script"), { src: address }));
  }

  /* --- What is kept on this phone ------------------------------------------------------------- */

  function nameOf(record) {
    return PREFIX + record.code + "." + record.ticket;
  }

  function read(name) {
    try {
      const record = JSON.parse(store.getItem(name));
      return record && record.key && record.code && record.ticket ? record : null;
    } catch (error) {
      return null;
    }
  }

  /* Say whether it is on the phone now. A volatile record lives only in this page. */
  function keep(record) {
    if (!store || record.volatile) return false;
    try {
      store.setItem(nameOf(record), JSON.stringify(record));
      return true;
    } catch (error) {
      return false;
    }
  }

  function forget(record) {
    if (store) store.removeItem(nameOf(record));
    forgetPage("/r/" + record.code + "/");
  }

  function kept() {
    if (!store || tablet) return [];
    const names = Object.keys(store).filter((name) => name.startsWith(PREFIX));
    return names.map(read).filter(Boolean);
  }

  function expire() {
    for (const record of kept()) {
      if (Date.now() - record.at < KEPT_FOR) continue;
      forget(record);
      expired += 1;
    }
  }

  /* --- The page itself, for a second visit without signal -------------------------------------- */

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
    const parts = performance.getEntriesByType("resource").map((part) => part.name).filter((name) => name.includes("/static/"));
    for (const part of [...new Set([...parts, script.dataset.unsent])]) {
      // What the browser has just loaded is not asked for again.
      const copy = await fetch(part, { cache: "force-cache" });
      if (copy.ok) await pages.put(part, copy);
    }
    if (!(await pages.match("/r/"))) await pages.add("/r/");
  }

  function offline(wanted) {
    if (tablet || !window.caches || !navigator.serviceWorker) return; // Some in-app browsers.
    window.addEventListener("load", () => {
      navigator.serviceWorker.register("/r/sw.js").then(() => keepPage(wanted)).catch(() => {});
    });
  }

  /* --- Sending ---------------------------------------------------------------------------------- */

  function secondsOf(header) {
    const seconds = /^\d+$/.test(header || "") ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
    return seconds > 0 ? Math.min(seconds, 3600) : 0;
  }

  async function post(record) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    try {
      const body = new URLSearchParams({ ...record.answers, ticket: record.ticket, client_key: record.key });
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
    record.state = isOurs && REFUSED[reply.status] ? "refused" : "waiting";
    record.notBefore = reply.wait ? Date.now() + reply.wait * 1000 : 0;
    // Unless it was deleted in the meantime.
    if (store && store.getItem(nameOf(record))) keep(record);
    return reply;
  }

  /* Send until there is an answer; ``tell(reply)`` each time something changes. */
  function deliver(record, tell) {
    let tries = 0;
    let timer = 0;
    let busy = false;
    async function attempt() {
      if (busy || record.state !== "waiting") return;
      clearTimeout(timer);
      const early = (record.notBefore || 0) - Date.now();
      if (early > 0 && early <= HOUR) {
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
      if (record.state === "waiting") timer = setTimeout(attempt, Math.max(pause, record.notBefore - Date.now()));
      tell(reply);
    }
    window.addEventListener("online", attempt);
    document.addEventListener("visibilitychange", () => document.hidden || attempt());
    attempt();
    return attempt;
  }

  function words(record) {
    if (record.state === "sending") return "Enviando";
    if (record.state === "sent") return "Enviado (recibo " + record.receipt + ")";
    if (record.state === "refused") return REFUSED[record.status];
    if (record.state !== "waiting") return "Guardado en este teléfono";
    if (record.volatile) return "Sin conexión: no cierres esta página, se enviará sola";
    return record.status ? "El servidor está ocupado, se enviará solo" : "Sin conexión, se enviará solo";
  }

  /* One's own answers, to read and to copy. */
  function ownAnswers(record) {
    const box = make("details", "", "own-answers");
    const text = make("pre", record.text);
    const copy = button("Copiar", () => {
      getSelection().selectAllChildren(text);
      const said = navigator.clipboard ? navigator.clipboard.writeText(record.text) : Promise.reject();
      said.then(() => (copy.textContent = "Copiado"), () => document.execCommand("copy"));
    });
    box.append(make("summary", "Ver y copiar mis respuestas"), text, copy);
    box.addEventListener("toggle", () => (text.textContent = record.text));
    return box;
  }

  function expiryWords() {
    const days = isApple ? "7 días sin volver a esta página (así lo hace el iPhone)" : "30 días";
    return "Lo que marcas se guarda en este teléfono, sin tu nombre, hasta que se envía o hasta " + days + ".";
  }

  function expiredWords() {
    if (!expired) return null;
    return make("p", "Pasaron más de 30 días: se borró de este teléfono lo que se había marcado y no se envió (" + expired + ").", "notice warning");
  }

  window.lar = { button, deliver, expiredWords, forget, keep, kept, make, ownAnswers, tablet, words };
  expire();
  const done = document.querySelector("[data-lar-done]");
  if (done) kept().filter((record) => record.key === done.dataset.larDone).forEach(forget);
  const form = document.querySelector("form[data-lar-answer]");
  if (form && window.fetch && window.AbortController) start(form);
  else if (!done && (kept().length || expired)) load(script.dataset.unsent);
  if (!form) offline(() => location.pathname === "/r/");
  if (tablet) load(script.dataset.tablet);

  /* --- The form --------------------------------------------------------------------------------- */

  function start(form, again) {
    const fresh = { code: form.dataset.larAnswer, ticket: form.elements.ticket.value, key: form.elements.client_key.value, state: "draft", answers: {}, at: Date.now() };
    const record = again || (store && !tablet && read(nameOf(fresh))) || fresh;
    record.title = document.querySelector("h1").textContent;
    record.volatile = tablet || !store || Boolean(again && again.volatile);
    const progress = form.querySelector("[data-lar-progress]");
    const count = make("span");
    const state = make("span");
    const shared = Object.assign(document.createElement("input"), { type: "checkbox", checked: record.volatile });
    const verdict = make("div", "", "notice warning");
    let isKept = record !== fresh && !record.volatile;
    let warned = false;
    let attempt = null;

    function gather() {
      record.answers = {};
      for (const [name, value] of new FormData(form)) {
        if (name !== "ticket" && name !== "client_key" && value) record.answers[name] = value;
      }
      record.text = Array.from(form.querySelectorAll("fieldset.item"), (item) => {
        const own = item.querySelector("textarea");
        const mark = item.querySelector("input:checked");
        const said = own ? own.value : mark && mark.parentNode.textContent;
        return item.querySelector("legend").textContent.replace(/\s+/g, " ").trim() + "\n" + ((said || "").trim() || "(sin responder)");
      }).join("\n\n");
    }

    function save() {
      gather();
      record.at = Date.now();
      record.state = "draft";
      if (record.volatile && store) forget(record);
      isKept = keep(record);
    }

    function restore() {
      // The same key: if the first sending did arrive, this one is recognised as its repetition.
      form.elements.client_key.value = record.key;
      for (const input of form.querySelectorAll("fieldset.item input, fieldset.item textarea")) {
        if (!(input.name in record.answers)) continue;
        if (input.type === "radio") input.checked = input.value === record.answers[input.name];
        else input.value = record.answers[input.name];
      }
    }

    function show() {
      const locked = record.state === "waiting" || record.state === "sending";
      for (const part of form.querySelectorAll("fieldset.item, button[type=submit]")) part.disabled = locked;
      const said = record.state === "refused" ? "No se envió" : record.state === "draft" && !isKept ? "" : words(record);
      if (state.textContent !== said) state.textContent = said;
      count.textContent = Object.keys(record.answers).length + " de " + form.dataset.larTotal + (said ? " · " : "");
      progress.hidden = false;
      const waits = record.state === "waiting" && !record.volatile;
      verdict.hidden = record.state !== "refused" && !waits;
      verdict.textContent = verdict.hidden ? "" : waits ? WAITS : words(record) + " " + AGAIN;
      verdict.setAttribute("role", "alert");
    }

    function blanks() {
      return Array.from(form.querySelectorAll("fieldset.item")).filter((item) => {
        return !item.querySelector("input:checked") && !(item.querySelector("textarea") || {}).value;
      });
    }

    function warn(left) {
      const missing = form.querySelector("[data-lar-missing]");
      const link = make("a", "Ir a la primera");
      warned = true;
      missing.textContent = left.length === 1 ? "Queda 1 pregunta sin responder. " : "Quedan " + left.length + " preguntas sin responder. ";
      link.href = "#" + left[0].id;
      missing.append(link, document.createTextNode(". Si prefieres dejarlas así, envía otra vez."));
      missing.hidden = false;
      missing.focus();
    }

    function swap(page) {
      const old = document.getElementById("contenido");
      old.replaceWith(document.importNode(page.getElementById("contenido"), true));
      document.title = page.title;
      window.scrollTo(0, 0);
      document.getElementById("contenido").focus();
    }

    function tell(reply) {
      show();
      if (!reply) return;
      if (record.state === "sent") {
        swap(reply.page);
        history.replaceState(null, "", "/r/");
        const main = document.getElementById("contenido");
        const said = make("p", "", "small");
        said.setAttribute("role", "status");
        main.querySelector("[data-lar-done]").append(said);
        if (!tablet) main.querySelector("[data-lar-done]").append(ownAnswers(record));
        said.textContent = words(record) + (tablet ? "" : ". Ya no queda guardado en este teléfono.");
        document.dispatchEvent(new Event("lar:sent"));
      } else if (record.state === "refused" && record.status === 422 && reply.page.querySelector("form[data-lar-answer]")) {
        record.state = "draft";
        keep(record);
        swap(reply.page);
        start(document.querySelector("form[data-lar-answer]"), { ...record });
      }
    }

    function submit(event) {
      event.preventDefault();
      const left = blanks();
      if (left.length && !warned) return warn(left);
      save();
      record.state = "waiting";
      record.status = 0;
      isKept = keep(record);
      record.volatile = !isKept;
      if (isKept && navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
      if (attempt) attempt();
      else attempt = deliver(record, tell);
    }

    function erase() {
      if (!confirm("¿Borrar de este teléfono lo que marcaste? No se puede recuperar.")) return;
      record.state = "draft"; // Nothing more is sent, nor kept.
      forget(record);
      form.reset();
      shared.checked = record.volatile;
      gather();
      isKept = false;
      show();
    }

    function offerChoices() {
      if (store && !tablet) {
        const label = make("label", "", "shared-phone");
        label.append(shared, document.createTextNode(" Este teléfono lo usan otras personas: no guardar aquí lo que marco"));
        form.insertBefore(label, form.querySelector("section"));
        label.before(...[expiredWords(), make("p", expiryWords(), "small")].filter(Boolean));
      }
      const choices = make("div");
      choices.append(ownAnswers(record));
      if (store && !tablet) choices.append(button("Borrar de este teléfono", erase));
      form.querySelector(".send").prepend(verdict);
      form.querySelector(".send").append(choices);
      state.setAttribute("role", "status");
      progress.replaceChildren(count, state);
    }

    function change(event) {
      if (event.target === shared) record.volatile = shared.checked;
      else if (!event.target.name) return;
      const was = record.state;
      save();
      // A switch touched while it waits does not call the sending back.
      if (was === "waiting" || was === "sending") {
        record.state = was;
        isKept = keep(record);
      }
      show();
    }

    offerChoices();
    restore();
    gather();
    show();
    form.addEventListener("input", change);
    form.addEventListener("submit", submit);
    if (record.state === "sending") record.state = "waiting";
    if (record.state === "waiting") attempt = deliver(record, tell);
    if (!again) offline(() => !record.volatile && record.state !== "sent");
  }
})();
