/* What is kept on this phone and was not sent: shown where a code is typed. Needs answer.js. */
(() => {
  "use strict";
  const { button, deliver, expiredWords, forget, keep, kept, make, ownAnswers, words } = window.lar;
  const box = make("section", "", "unsent");
  const title = make("h2");
  title.id = "unsent-title";
  box.setAttribute("aria-labelledby", title.id);
  box.append(title);
  document.getElementById("contenido").prepend(box);

  function head() {
    const records = kept();
    const waiting = records.filter((record) => record.state === "waiting").length;
    const others = records.length - waiting;
    if (waiting) title.textContent = waiting === 1 ? "1 respuesta por enviar" : waiting + " respuestas por enviar";
    else if (others) title.textContent = others === 1 ? "1 respuesta guardada sin enviar" : others + " respuestas guardadas sin enviar";
    else title.textContent = "En este teléfono no queda nada por enviar";
  }

  function row(record) {
    const part = make("div", "", "notice");
    const said = make("p");
    const acts = make("div");
    let attempt = null;
    said.setAttribute("role", "status");

    function tell() {
      said.textContent = record.state === "draft" ? "Guardado en este teléfono, sin enviar." : words(record);
      if (record.state === "sent") acts.replaceChildren();
      head();
    }

    function now() {
      if (record.state !== "sending") record.state = "waiting";
      keep(record);
      if (attempt) attempt();
      else attempt = deliver(record, tell);
    }

    function erase() {
      if (!confirm("¿Borrar de este teléfono esta respuesta? No se puede recuperar.")) return;
      record.state = "draft";
      forget(record);
      part.remove();
      head();
    }

    if (record.state === "draft") {
      const link = make("a", "Seguir respondiendo", "button");
      link.href = "/r/" + record.code + "/";
      acts.append(link);
    } else {
      acts.append(button("Enviar ahora", now));
    }
    acts.append(button("Borrar de este teléfono", erase));
    part.append(make("h3", record.title), said, ownAnswers(record), acts);
    box.append(part);
    tell();
    if (record.state === "waiting") now();
  }

  box.append(...[expiredWords()].filter(Boolean));
  head();
  kept().forEach(row);
})();
