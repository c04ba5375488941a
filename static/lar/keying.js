/* Keying papers: a key goes to the next row by itself. Without this file the page works with Tab. */
"use strict";
(() => {
  const form = document.querySelector("[data-lar-keying]");
  if (!form) return;
  const words = JSON.parse(form.dataset.larKeying);
  const keys = Object.keys(words);
  const rows = [...form.querySelectorAll("input.key")];
  const code = form.querySelector("#code");
  const button = form.querySelector("button[type=submit]");
  const stops = [...(code ? [code] : []), ...rows, ...form.querySelectorAll("textarea"), button];
  let dirty = false;

  function go(from, step) {
    const next = stops[stops.indexOf(from) + step];
    if (!next) return;
    next.focus();
    if (next.select) next.select();
  }

  // N, S and B also work where 7, 8 and 9 are what the legend shows; the server reads both.
  const letters = { N: "7", S: "8", B: "9" };
  function meaning(key) {
    return words[key] || (words[letters[key]] && keys.includes("7") ? words[letters[key]] : undefined);
  }

  function show(row) {
    const key = row.value.trim().toUpperCase();
    row.value = key;
    const said = meaning(key);
    row.parentElement.querySelector(".said").textContent = said || "";
    if (key && !said) row.setAttribute("aria-invalid", "true");
    else row.removeAttribute("aria-invalid");
    return said !== undefined;
  }

  rows.forEach((row) => {
    if (row.value) show(row);
    row.addEventListener("input", () => {
      dirty = true;
      const known = show(row);
      const longer = keys.some((key) => key.length > row.value.length && key.startsWith(row.value));
      if (known && !longer) go(row, 1);
    });
    row.addEventListener("focus", () => row.select());
  });

  form.addEventListener("keydown", (event) => {
    const here = event.target;
    if (here === button || here.tagName === "TEXTAREA") return;
    if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      go(here, 1);
    } else if (event.key === "ArrowUp" || (event.key === "Backspace" && !here.value)) {
      event.preventDefault();
      go(here, -1);
    }
  });

  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

  const wrong = form.querySelector("[aria-invalid]");
  (wrong || code || rows[0] || button).focus();
})();
