/* What is kept on this phone and was not sent: shown where a code is typed. */
function listUnsent() {
  const box = make("section", "", "unsent");
  const title = make("h2");
  title.id = "unsent-title";
  box.setAttribute("aria-labelledby", title.id);
  box.append(title, ...expiredWords(), ...kept().map((record) => rowOf(record, () => (title.textContent = unsentTitle()))));
  title.textContent = unsentTitle();
  document.getElementById("contenido").prepend(box);
}

function unsentTitle() {
  const records = kept();
  const waiting = records.filter((record) => record.state === "waiting").length;
  if (waiting) return sayHowMany("waiting", waiting);
  return records.length ? sayHowMany("unsent", records.length) : say("none-unsent");
}

function rowOf(record, changed) {
  const part = make("div", "", "notice");
  const said = make("p");
  const acts = make("div");
  let attempt = null;
  said.setAttribute("role", "status");

  function tell() {
    said.textContent = record.state === "draft" ? say("draft") : stateOf(record);
    if (record.state === "sent") acts.replaceChildren();
    changed();
  }

  function now() {
    if (record.state !== "sending") record.state = "waiting";
    keep(record);
    if (attempt) attempt();
    else attempt = deliver(record, tell);
  }

  function erase() {
    if (!confirm(say("erase-one-sure"))) return;
    record.state = "draft";
    forget(record);
    part.remove();
    changed();
  }

  const go = make("a", say("go-on"), "button");
  go.href = "/r/" + record.code + "/";
  acts.append(record.state === "draft" ? go : button(say("send-now"), now), button(say("erase"), erase));
  part.append(make("h3", record.title), said, ownAnswers(record), acts);
  tell();
  if (record.state === "waiting") now();
  return part;
}
