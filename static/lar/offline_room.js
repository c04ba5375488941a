// The workshop in one file, without a network: slides by keyboard, what the room says written down, one JSON saved.
(() => {
  "use strict";
  const room = document.querySelector("[data-offline]");
  const slides = [...document.querySelectorAll(".slide")];
  const pad = document.querySelector(".pad");
  const parts = [...pad.querySelectorAll(".part")];
  const fields = [...pad.querySelectorAll("[name]")];
  const keys = Object.fromEntries([...document.querySelectorAll("[data-key]")].map((one) => [one.dataset.key, one]));
  const news = document.querySelector("[data-news]");
  const least = Number(room.dataset.least);
  const kept = `lar-taller:${room.dataset.id}`;
  const began = new Map();
  let place = 0;

  const field = (name) => fields.find((one) => one.name === name);
  const text = (name) => (field(name) ? field(name).value.trim() : "");
  const count = (name) => (/^\d{1,3}$/.test(text(name)) ? Number(text(name)) : 0);
  const make = (tag, words, className) => {
    const made = document.createElement(tag);
    if (words !== undefined) made.textContent = words;
    if (className) made.className = className;
    return made;
  };
  const say = (words) => {
    news.textContent = words;
  };

  // What may be shown of counts, as on the platform: nothing under the least, «al menos» where all but one coincide.
  const gate = (counts) => {
    const n = counts.reduce((sum, one) => sum + one, 0);
    if (n < least) return null;
    const top = counts.findIndex((one) => one >= n - 1);
    const cells = counts.map((one, index) => {
      if (top < 0) return { words: String(one), middle: one };
      return index === top
        ? { words: `al menos ${n - 1}`, middle: n - 1 }
        : { words: "a lo más 1", middle: 0 };
    });
    return { n, cells, top };
  };
  const table = (caption, lines, n) => {
    const made = make("table", undefined, "wall-votes");
    made.append(make("caption", caption));
    const body = make("tbody");
    for (const [label, cell] of lines) {
      const row = make("tr");
      const head = make("th", label);
      head.scope = "row";
      const length = make("td", undefined, "length");
      const ns = "http://www.w3.org/2000/svg";
      const svg = document.createElementNS(ns, "svg");
      svg.setAttribute("viewBox", "0 0 100 10");
      svg.setAttribute("preserveAspectRatio", "none");
      svg.setAttribute("aria-hidden", "true");
      for (const [name, width] of [["rest", 100], ["full", Math.round((cell.middle * 100) / n)]]) {
        const bar = document.createElementNS(ns, "rect");
        bar.setAttribute("width", String(width));
        bar.setAttribute("height", "10");
        bar.setAttribute("class", name);
        svg.append(bar);
      }
      length.append(svg);
      row.append(head, length, make("td", cell.words, "count"));
      body.append(row);
    }
    made.append(body);
    return made;
  };
  const few = () => make("p", "Se anotaron menos votos que el mínimo: no se muestran, para que nadie quede a la vista.", "big");

  const votesOf = (prefix) => fields.filter((one) => one.name.startsWith(prefix));
  const labelOf = (one) => one.closest("label").querySelector("span").textContent;
  const tellVote = (told, prefix) => {
    const options = votesOf(prefix);
    const shown = gate(options.map((one) => count(one.name)));
    told.append(shown ? table(`${shown.n} votos`, options.map((one, index) => [labelOf(one), shown.cells[index]]), shown.n) : few());
  };
  const tellPrediction = (told, prefix) => {
    const counts = votesOf(prefix).map((one) => count(one.name));
    const groups = [[0, 4], [4, 7], [7, 11]].map(([from, to]) => counts.slice(from, to).reduce((sum, one) => sum + one, 0));
    const shown = gate(groups);
    const names = ["menos de cuatro de cada diez", "entre cuatro y seis de cada diez", "siete o más de cada diez"];
    if (!shown) return told.append(few());
    if (shown.top >= 0) {
      const words = `La sala predijo que estaría de acuerdo ${names[shown.top]} (${shown.cells[shown.top].words} de ${shown.n} votos).`;
      return told.append(make("p", words, "big"));
    }
    const mean = Math.floor((2 * counts.reduce((sum, one, index) => sum + one * index * 10, 0) + shown.n) / (2 * shown.n));
    return told.append(make("p", `La sala predijo ${mean} % de acuerdo (promedio de ${shown.n} votos).`, "big"));
  };
  const tellEvaluation = (told) => {
    const grid = make("div", undefined, "four");
    for (const [code, words] of Object.entries(JSON.parse(told.dataset.questions))) {
      const one = make("div");
      one.append(make("h2", words));
      tellVote(one, `v.evaluation..${code}:`);
      grid.append(one);
    }
    told.append(grid);
  };
  const ideasOf = (node) =>
    fields
      .filter((one) => one.name.startsWith(`i.${node}.`) && one.name.endsWith(".texto") && one.value.trim())
      .map((one) => ({ words: one.value.trim(), dots: count(one.name.replace(/texto$/, "puntos")) }));
  const cards = (list, items) => {
    list.replaceChildren(...items.map((words) => make("li", words)));
  };
  const tellDots = (told, node) => {
    const voters = count(`n.${node}`);
    const ideas = ideasOf(node);
    if (voters < least || !ideas.length) return told.append(few());
    const lines = ideas
      .map((one) => [one.words, gate([Math.min(one.dots, voters), voters - Math.min(one.dots, voters)]).cells[0]])
      .sort((one, other) => other[1].middle - one[1].middle)
      .slice(0, 8);
    return told.append(table(`${voters} personas pusieron sus puntos`, lines, voters));
  };
  const tell = {
    predict: (told, node) => tellPrediction(told, `v.predict.${node}.`),
    represents: (told, node) => tellVote(told, `v.represents.${node}.`),
    dots: tellDots,
    evaluation: tellEvaluation,
  };

  const draw = () => {
    const slide = slides[place];
    for (const list of slide.querySelectorAll("[data-ideas]")) cards(list, ideasOf(list.dataset.ideas).map((one) => one.words));
    for (const list of slide.querySelectorAll("[data-agreements]")) {
      const told = [1, 2, 3, 4, 5]
        .filter((number) => text(`a.${number}.texto`))
        .map((number) => [text(`a.${number}.texto`), [text(`a.${number}.encargo`), text(`a.${number}.plazo`).split("-").reverse().join("-")].filter(Boolean).join(", hasta el ")]);
      list.replaceChildren(
        ...told.map(([words, who]) => {
          const line = make("li", words);
          if (who) line.append(make("span", who));
          return line;
        }),
      );
    }
  };
  const isShown = () => slides[place].hasAttribute("data-shown");
  const go = (to) => {
    place = Math.max(0, Math.min(to, slides.length - 1));
    slides.forEach((slide, index) => {
      slide.hidden = index !== place;
    });
    if (!began.has(place)) began.set(place, Date.now());
    pad.hidden = true;
    keys.back.disabled = place === 0;
    keys.next.disabled = place === slides.length - 1;
    keys.show.disabled = !slides[place].querySelector("[data-result]") || isShown();
    keys.write.disabled = !parts.some((part) => part.dataset.place === String(place));
    keys.write.setAttribute("aria-expanded", "false");
    draw();
    tick();
    slides[place].querySelector("h1").focus();
    say(`Paso ${place + 1} de ${slides.length}`);
  };
  const show = () => {
    const slide = slides[place];
    const result = slide.querySelector("[data-result]");
    if (!result) return;
    slide.setAttribute("data-shown", "");
    slide.querySelector(".wall-body").classList.add("revealed");
    for (const one of slide.querySelectorAll("[data-question]")) one.hidden = true;
    result.hidden = false;
    const told = result.querySelector("[data-told]");
    if (told) {
      told.replaceChildren();
      tell[told.dataset.told](told, told.dataset.node);
    }
    keys.show.disabled = true;
  };
  const write = () => {
    if (keys.write.disabled) return;
    pad.hidden = !pad.hidden;
    keys.write.setAttribute("aria-expanded", String(!pad.hidden));
    for (const part of parts) part.hidden = part.dataset.place !== String(place);
    if (pad.hidden) {
      if (isShown()) show();
      draw();
      keys.write.focus();
    } else {
      pad.scrollTop = 0;
      pad.querySelector(".part:not([hidden]) [name]").focus();
    }
  };
  const tick = () => {
    const slide = slides[place];
    const clock = slide.querySelector(".clock");
    const left = Math.round(Number(slide.dataset.minutes) * 60 - (Date.now() - began.get(place)) / 1000);
    const size = Math.abs(left);
    clock.textContent = `${left < 0 ? "+" : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
  };

  const written = () => Object.fromEntries(fields.filter((one) => one.value.trim()).map((one) => [one.name, one.value]));
  const bundle = () => ({ formato: "lar-taller", version: 1, id: room.dataset.id, taller: Number(room.dataset.workshop), campos: written() });
  const fill = (found) => {
    for (const one of fields) if (typeof found[one.name] === "string") one.value = found[one.name];
    draw();
  };
  const check = (one) => {
    const wrong = one.dataset.kind === "count" && one.value.trim() && !(/^\d{1,3}$/.test(one.value.trim()) && Number(one.value) <= Number(one.dataset.most));
    one.classList.toggle("wrong", Boolean(wrong));
    one.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (wrong) say(`«${labelOf(one)}»: escribe un número entre 0 y ${one.dataset.most}, o deja el campo vacío.`);
  };
  const keep = () => {
    try {
      localStorage.setItem(kept, JSON.stringify(written()));
    } catch {
      say("Este navegador no guarda solo: usa «Guardar» antes de cerrar.");
    }
  };
  const save = () => {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(bundle(), null, 1)], { type: "application/json" }));
    link.download = room.dataset.file;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say("Guardado en las descargas. Cuando tengas internet, cárgalo en la página del taller.");
  };
  const open = async (file) => {
    try {
      const found = JSON.parse(await file.text());
      if (found.formato !== "lar-taller" || found.taller !== Number(room.dataset.workshop)) throw new Error("other");
      room.dataset.id = found.id;
      fill(found.campos);
      keep();
      say("Se abrió lo que habías guardado.");
    } catch {
      say("Ese archivo no es de este taller: busca el que guardaste desde aquí.");
    }
  };

  keys.back.addEventListener("click", () => go(place - 1));
  keys.next.addEventListener("click", () => go(place + 1));
  keys.show.addEventListener("click", show);
  keys.write.addEventListener("click", write);
  keys.save.addEventListener("click", save);
  keys.open.addEventListener("change", () => keys.open.files[0] && open(keys.open.files[0]));
  pad.addEventListener("input", (event) => {
    check(event.target);
    keep();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !pad.hidden) return write();
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return undefined;
    const onButton = event.target.matches("button");
    const act = { ArrowRight: () => go(place + 1), PageDown: () => go(place + 1), ArrowLeft: () => go(place - 1), PageUp: () => go(place - 1), Home: () => go(0), End: () => go(slides.length - 1), m: show, M: show, a: write, A: write, g: save, G: save }[event.key] || (event.key === " " && !onButton ? () => go(place + 1) : null);
    if (!act || !pad.hidden) return undefined;
    event.preventDefault();
    return act();
  });
  addEventListener("beforeunload", keep);

  try {
    const before = localStorage.getItem(kept);
    if (before) fill(JSON.parse(before));
  } catch {
    say("Este navegador no guarda solo: usa «Guardar» antes de cerrar.");
  }
  go(0);
  setInterval(tick, 1000);
})();
