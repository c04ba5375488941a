/* The questionnaire on the screen and its record. ``again``: the record of a form that came back to be corrected. */
class Sheet {
  constructor(form, again) {
    const own = form.elements;
    const fresh = { code: form.dataset.larAnswer, ticket: own.ticket.value, key: own.client_key.value, state: "draft", answers: {}, at: Date.now() };
    this.form = form;
    this.isAgain = Boolean(again);
    this.record = again || (store && !tablet && !isShared() && read(nameOf(fresh))) || fresh;
    this.record.title = document.querySelector("h1").textContent;
    this.record.volatile = tablet || !store || isShared() || Boolean(again && again.volatile);
    this.isKept = this.record !== fresh && !this.record.volatile;
    this.items = Array.from(form.querySelectorAll("fieldset.item"));
    this.warned = false;
    this.attempt = null;
  }

  get isLocked() {
    return this.record.state === "waiting" || this.record.state === "sending";
  }

  start() {
    this.offerChoices();
    this.restore();
    this.gather();
    this.show();
    this.form.addEventListener("input", (event) => this.change(event));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.action = "/r/" + this.record.code + "/"; // On a tablet the page has another address.
    for (const part of this.form.elements) if (part.matches("button[name]")) part.addEventListener("click", (event) => this.translate(event));
    window.addEventListener("beforeunload", (event) => this.isLocked && this.record.volatile && event.preventDefault());
    if (this.record.state === "waiting") this.send();
    if (!this.isAgain && !tablet) keepForLater(() => !this.record.volatile && this.record.state !== "sent");
  }

  restore() {
    const { answers, key } = this.record;
    // The same key: if the first sending did arrive, this one is recognised as its repetition.
    this.form.elements.client_key.value = key;
    for (const input of this.form.querySelectorAll("fieldset.item input, fieldset.item textarea")) {
      if (!(input.name in answers)) continue;
      if (input.type === "radio") input.checked = input.value === answers[input.name];
      else input.value = answers[input.name];
    }
  }

  /* Not by FormData, which leaves out what is disabled while it waits. */
  gather() {
    const { record, form } = this;
    record.answers = {};
    record.fields = {};
    for (const input of form.querySelectorAll("fieldset.item input:checked, fieldset.item textarea")) {
      if (input.value.trim()) record.answers[input.name] = input.value;
    }
    for (const input of form.querySelectorAll("input[type=hidden]")) record.fields[input.name] = input.value;
    record.text = this.items.map((item) => {
      const said = item.querySelector("textarea") || item.querySelector("input:checked");
      const words = said && (said.type === "radio" ? said.parentNode.textContent : said.value).trim();
      return item.querySelector("legend").textContent.replace(/\s+/g, " ").trim() + "\n" + (words || say("blank"));
    }).join("\n\n");
  }

  hold() {
    if (this.record.volatile) forget(this.record);
    this.isKept = keep(this.record);
  }

  save() {
    this.gather();
    this.record.at = Date.now();
    this.record.state = "draft";
    this.hold();
  }

  show() {
    const { record, form, isKept, isLocked } = this;
    for (const part of form.elements) if (part.matches("fieldset.item, button")) part.disabled = isLocked && part.type !== "button";
    const said = record.state === "refused" ? say("not-sent") : record.state === "draft" && !isKept ? "" : stateOf(record);
    const many = say("count", { n: Object.keys(record.answers).length, total: form.dataset.larTotal });
    if (this.state.textContent !== said) this.state.textContent = said;
    this.count.textContent = many + (said && " · ");
    const waits = record.state === "waiting" && !record.volatile;
    this.verdict.hidden = record.state !== "refused" && !waits;
    const verdict = waits ? say("waits") : this.verdict.hidden ? "" : stateOf(record) + " " + say("on-screen");
    if (this.verdict.textContent !== verdict) this.verdict.textContent = verdict;
  }

  change(event) {
    if (event.target === this.shared) setShared((this.record.volatile = this.shared.checked));
    else if (!event.target.name) return;
    // A switch touched while it waits does not call the sending back.
    if (this.isLocked) this.hold();
    else this.save();
    this.show();
  }

  submit(event) {
    // The choice of another language: the server shows the same page with what was marked.
    if (event.submitter && event.submitter.name === "ver_en") return;
    event.preventDefault();
    const left = this.items.filter((item) => !item.querySelector("input:checked") && !(item.querySelector("textarea") || { value: "" }).value.trim());
    if (left.length && !this.warned) return this.warn(left);
    this.save();
    this.record.state = "waiting";
    this.record.status = 0;
    this.isKept = keep(this.record);
    this.record.volatile = !this.isKept;
    if (this.isKept && navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    this.send();
  }

  warn(left) {
    const missing = this.form.querySelector("[data-lar-missing]");
    const link = make("a", say("missing-first"));
    this.warned = true;
    link.href = "#" + left[0].id;
    missing.replaceChildren(sayHowMany("missing", left.length) + " ", link, " " + say("missing-end"));
    missing.hidden = false;
    missing.focus();
  }

  send() {
    if (this.attempt) this.attempt();
    else this.attempt = deliver(this.record, (reply) => this.tell(reply));
  }

  tell(reply) {
    const { record } = this;
    this.show();
    if (reply && record.state === "sent") this.arrive(reply.page);
    else if (reply && record.state === "refused" && record.status === 422) this.correct(reply.page);
  }

  arrive(page) {
    swap(page);
    if (!tablet) history.replaceState(null, "", "/r/");
    const done = document.querySelector("[data-lar-done]");
    const said = make("p", "", "small");
    said.setAttribute("role", "status");
    done.append(said);
    if (!tablet) done.append(ownAnswers(this.record));
    said.textContent = stateOf(this.record) + (tablet ? "" : ". " + say("gone"));
    if (tablet) wipeSoon(say("finish"), wipe);
  }

  /* The server shows which answers to choose again; the others come back as they were. */
  correct(page) {
    if (!page.querySelector("form[data-lar-answer]")) return;
    this.record.state = "draft";
    keep(this.record);
    swap(page);
    new Sheet(document.querySelector("form[data-lar-answer]"), { ...this.record }).start();
    if (tablet) dressForTablet();
  }
}

function swap(page) {
  const main = document.importNode(page.getElementById("contenido"), true);
  document.getElementById("contenido").replaceWith(main);
  document.title = page.title;
  window.scrollTo(0, 0);
  main.focus();
}
