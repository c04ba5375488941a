/* Words that are marked in a block go to its comment when its form is opened. Everything works without this file. */
"use strict";

(() => {
  function marked(block) {
    const area = block.querySelector("textarea[name=text].writing");
    if (area && area.selectionEnd > area.selectionStart) return area.value.slice(area.selectionStart, area.selectionEnd);
    const chosen = getSelection();
    const read = block.querySelector("[data-lar-text], [data-lar-shown]");
    return read && chosen.anchorNode && read.contains(chosen.anchorNode) ? chosen.toString() : "";
  }

  for (const commenting of document.querySelectorAll("[data-lar-commenting]")) {
    const block = commenting.closest(".block");
    const details = commenting.querySelector("details");
    const box = commenting.querySelector("[data-lar-passage]");
    let words = "";
    /* Pressing on the line takes the mark away: it is read before. */
    for (const name of ["pointerdown", "keydown"]) {
      commenting.addEventListener(name, () => {
        if (!details.open) words = marked(block);
      });
    }
    details.addEventListener("toggle", () => {
      if (details.open && !box.value) box.value = words.replace(/\s+/g, " ").trim().slice(0, box.maxLength);
    });
  }
})();
