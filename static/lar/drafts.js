/* What is typed in a form outlives a sign-in that expires: it stays in this tab until the server takes it.
   Only for whoever is signed in, never on the pages where members answer. Every form works without it. */
"use strict";

(() => {
  const PREFIX = "lar-borrador:";
  const KEPT = "textarea, select, input[type=text], input[type=date], input[type=number], input[type=email], " +
    "input[type=url], input[type=time], input[type=datetime-local], input[type=radio], input[type=checkbox]";
  const person = document.body.dataset.larPerson || "";

  function drafts() {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
  }

  function read(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function write(key, draft) {
    try {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
      /* A full or closed storage: the browser's own memory of the form is left. */
    }
  }

  function boxes(form) {
    return [...form.querySelectorAll(KEPT)].filter((box) => box.name);
  }

  function values(form) {
    const found = {};
    for (const box of boxes(form)) {
      if (box.matches("[type=radio], [type=checkbox]")) {
        found[box.name] ??= [];
        if (box.checked) found[box.name].push(box.value);
      } else {
        found[box.name] = box.value;
      }
    }
    return found;
  }

  function fill(form, kept) {
    let changed = false;
    for (const box of boxes(form)) {
      const value = kept[box.name];
      if (value === undefined) continue;
      if (box.matches("[type=radio], [type=checkbox]")) {
        changed = changed || box.checked !== value.includes(box.value);
        box.checked = value.includes(box.value);
      } else {
        changed = changed || box.value !== value;
        box.value = value;
      }
    }
    return changed;
  }

  function tell(form, key) {
    const notice = document.querySelector("template[data-lar-draft-notice]").content.cloneNode(true);
    notice.querySelector("button").addEventListener("click", () => {
      sessionStorage.removeItem(key);
      location.reload();
    });
    form.before(notice);
  }

  /* What was sent goes once the server says that it took it. On the way in, after a mistake or when the
     server fell, it stays. Somebody else's is not hers to see. */
  const taken = document.querySelector(".messages .notice-success") !== null;
  for (const key of drafts()) {
    const draft = read(key);
    if (!draft || (person && draft.person !== person) || (person && draft.sent && taken)) {
      sessionStorage.removeItem(key);
    } else if (draft.sent) write(key, { ...draft, sent: false });
  }
  if (!person) return;

  const refused = document.querySelector("[data-lar-error-summary]") !== null;
  document.querySelectorAll("form[data-lar-keep]").forEach((form, place) => {
    const key = `${PREFIX}${location.pathname}#${place}`;
    const draft = read(key);
    /* A form that came back with mistakes already holds what was sent. */
    if (draft && !refused && fill(form, draft.values)) tell(form, key);
    const keep = (sent) => write(key, { person, path: location.pathname, values: values(form), sent });
    form.addEventListener("input", () => keep(false));
    form.addEventListener("submit", () => keep(true));
  });
})();
