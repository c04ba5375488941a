/* Small comforts; every page works without them. */
"use strict";

/* The account menu closes when one looks elsewhere or presses Escape. */
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-lar-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-lar-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

/* A form with mistakes starts at its summary; a sample in the gallery does not take the reader away. */
for (const summary of document.querySelectorAll("[data-lar-error-summary]")) {
  if (!summary.closest("[data-lar-sample]")) summary.focus();
}

/* htmx swaps what the server says also when it refuses: forms come back with 422. */
document.body?.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) event.detail.shouldSwap = true;
});
