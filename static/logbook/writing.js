/* Writing that is hard to lose: each change stays in this computer until the server takes it, and the server is
   told after a pause. When two people wrote, both texts are shown. Every form works without this file. */
"use strict";

(() => {
  const PREFIX = "lar-bitacora:";
  const PAUSE = 1200;
  const RETRY = 5000;
  const DAYS = 30 * 24 * 3600 * 1000;
  const person = document.body.dataset.larPerson || "";

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function write(key, kept) {
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      /* A full or closed storage: the server is told all the same. */
    }
  }

  /* What nobody came back for in a month goes. */
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const kept = read(key);
    if (!kept || Date.now() - kept.at > DAYS) localStorage.removeItem(key);
  }

  class Writing {
    constructor(form) {
      this.form = form;
      this.area = form.elements.text;
      this.key = `${PREFIX}${person}:${form.dataset.larBlock}`;
      this.panel = form.querySelector("[data-lar-conflict]");
      this.busy = this.again = this.waits = false;
      this.restore();
      this.listen();
    }

    restore() {
      const kept = read(this.key);
      if (!kept) return;
      if (kept.text === this.area.value) {
        localStorage.removeItem(this.key);
        return;
      }
      this.area.value = kept.text;
      this.form.elements.version.value = kept.version;
      this.save();
    }

    listen() {
      this.area.addEventListener("input", () => this.typed());
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.save();
      });
      for (const name of ["online", "focus"]) window.addEventListener(name, () => this.wake());
      document.addEventListener("visibilitychange", () => this.wake());
      for (const button of this.form.querySelectorAll("[data-lar-choose]")) {
        button.addEventListener("click", () => this.choose(button.dataset.larChoose));
      }
    }

    say(state, words) {
      const hour = new Date().toLocaleTimeString("es-CL", { hour: "2-digit", minute: "2-digit", hour12: false });
      const said = words || this.form.dataset[`lar${state}`];
      this.form.querySelector("[data-lar-state]").textContent = state === "Saved" ? `${said} · ${hour}` : said;
    }

    typed() {
      write(this.key, { text: this.area.value, version: this.form.elements.version.value, at: Date.now() });
      if (this.theirs) return;
      this.say("Typed");
      this.later(PAUSE);
    }

    later(time) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), time);
    }

    async wake() {
      if (document.hidden || !read(this.key) || this.theirs) return;
      if (this.waits) await this.renew();
      this.save();
    }

    /* After signing in again in another tab, the page's own mark is old: a new page brings a new one. */
    async renew() {
      try {
        const answer = await fetch(location.href, { redirect: "manual" });
        if (!answer.ok) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const token = page.querySelector("[name=csrfmiddlewaretoken]");
        if (token) for (const box of document.querySelectorAll("[name=csrfmiddlewaretoken]")) box.value = token.value;
      } catch {
        /* Still no connection: the next time that somebody looks at this page. */
      }
    }

    async save(more = {}) {
      if (this.busy) {
        this.again = true;
        return;
      }
      clearTimeout(this.timer);
      this.busy = true;
      this.say("Sending");
      const body = new FormData(this.form);
      for (const [name, value] of Object.entries(more)) body.set(name, value);
      const sent = this.area.value;
      try {
        const headers = { Accept: "application/json" };
        const answer = await fetch(this.form.action, { method: "POST", body, headers, redirect: "manual" });
        await this.heard(answer, sent);
      } catch {
        this.say("Offline");
        this.later(RETRY);
      }
      this.busy = false;
      if (this.again) {
        this.again = false;
        this.save();
      }
    }

    async heard(answer, sent) {
      this.waits = answer.type === "opaqueredirect" || answer.status === 403;
      if (this.waits) return this.say("Closed");
      if (answer.status === 409) return this.two(await answer.json());
      if (answer.status === 422) return this.say("Refused", (await answer.json()).error);
      if (!answer.ok) throw new Error(String(answer.status));
      const saved = await answer.json();
      this.form.elements.version.value = saved.version;
      this.form.querySelector("[data-lar-shown]").innerHTML = saved.html;
      const hint = this.form.querySelector("[data-lar-hint]");
      hint.textContent = saved.hint;
      hint.hidden = !saved.hint;
      if (this.area.value === sent) {
        localStorage.removeItem(this.key);
        this.say("Saved");
      } else this.typed();
      return null;
    }

    two(theirs) {
      this.theirs = theirs;
      this.again = false;
      this.panel.querySelector("[data-lar-by]").textContent = theirs.by;
      this.panel.querySelector("[data-lar-theirs]").textContent = theirs.text;
      this.panel.hidden = false;
      this.say("Two");
    }

    choose(which) {
      const mine = this.area.value;
      const theirs = this.theirs;
      this.theirs = null;
      this.panel.hidden = true;
      this.form.elements.version.value = theirs.version;
      if (which === "both") this.area.value = `${theirs.text}\n\n${mine}`;
      if (which === "theirs") this.area.value = theirs.text;
      write(this.key, { text: this.area.value, version: theirs.version, at: Date.now() });
      this.save(which === "theirs" ? { set_aside: mine } : {});
      this.area.focus();
    }
  }

  /* Marks around the chosen words, or at the start of its lines; typed as if by hand, so that undo works. */
  function put(area, start, end, words) {
    area.focus();
    area.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, words)) {
      area.setRangeText(words, start, end, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function mark(area, { larAround: around, larBefore: before }) {
    const { selectionStart: start, selectionEnd: end, value } = area;
    if (around) {
      put(area, start, end, around + value.slice(start, end) + around);
      area.setSelectionRange(start + around.length, end + around.length);
      return;
    }
    const first = value.lastIndexOf("\n", start - 1) + 1;
    const lines = value.slice(first, end).split("\n").map((line) => before + line);
    put(area, first, end, lines.join("\n"));
  }

  /* One stop of the Tab key; arrows go from button to button. */
  function follow(bar, area) {
    const buttons = [...bar.querySelectorAll("button")];
    bar.hidden = false;
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const here = buttons.indexOf(document.activeElement);
      const next = buttons[(here + step + buttons.length) % buttons.length];
      buttons[here].tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
    for (const button of buttons) button.addEventListener("click", () => mark(area, button.dataset));
    area.addEventListener("keydown", (event) => {
      const around = { b: "**", i: "*" }[event.key.toLowerCase()];
      if (!around || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      mark(area, { larAround: around });
    });
  }

  if (!person) return;
  for (const form of document.querySelectorAll("form[data-lar-block]")) {
    follow(form.querySelector("[role=toolbar]"), form.elements.text);
    new Writing(form);
  }
})();
