/* Small comforts; every page works without them. */
"use strict";

/* A menu that unfolds closes when one looks elsewhere or presses Escape. */
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

/* On a phone a long menu starts folded; without this file it lies open. Wider screens always show it. */
const menuSwitch = document.querySelector("[data-lar-menu-switch]");
if (menuSwitch) {
  menuSwitch.hidden = false;
  menuSwitch.setAttribute("aria-expanded", "false");
  menuSwitch.addEventListener("click", () => {
    const isOpen = menuSwitch.getAttribute("aria-expanded") === "true";
    menuSwitch.setAttribute("aria-expanded", String(!isOpen));
  });
}

/* A form with mistakes starts at its summary; a sample in the gallery does not take the reader away. */
for (const summary of document.querySelectorAll("[data-lar-error-summary]")) {
  if (!summary.closest("[data-lar-sample]")) summary.focus();
}

/* A file that is too large is said before it travels; the server says so too. */
for (const box of document.querySelectorAll("input[type=file][data-lar-max-bytes]")) {
  box.addEventListener("change", () => {
    const isHeavy = [...box.files].some((file) => file.size > Number(box.dataset.larMaxBytes));
    box.setCustomValidity(isHeavy ? box.dataset.larTooLarge : "");
    if (isHeavy) box.reportValidity();
  });
}

/* htmx swaps what the server says also when it refuses: forms come back with 422. */
document.body?.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) event.detail.shouldSwap = true;
});
