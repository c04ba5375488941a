/* A tablet that passes around (/r/?tableta=1): nothing is kept, nothing can be gone back to. Needs answer.js.
   The page is always replaced, so that the tablet's history holds one entry. */
(() => {
  "use strict";
  const DOOR = "/r/?tableta=1";
  const AFTER_RECEIPT = 10;
  const IDLE = 180 * 1000;
  const { button, make } = window.lar;
  const main = () => document.getElementById("contenido");
  let idle = 0;

  function next() {
    location.replace(DOOR);
  }

  /* Who left half-way does not leave their marks to the next person; what waits to be sent is not lost. */
  function touched() {
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (document.querySelector("form[data-lar-answer] fieldset:disabled")) touched();
      else next();
    }, IDLE);
  }

  function endWithReceipt() {
    let left = AFTER_RECEIPT;
    const said = make("p", "", "notice warning");
    const box = make("div");
    clearTimeout(idle);
    box.append(said, button("Terminar ahora", next));
    main().prepend(box);
    setInterval(() => {
      left -= 1;
      if (left > 0) count();
      else next();
    }, 1000);
    function count() {
      said.textContent = "Esta pantalla se borra sola en " + left + (left === 1 ? " segundo." : " segundos.");
    }
    count();
  }

  const door = document.querySelector(".code-field");
  if (door) {
    main().prepend(make("p", "Tableta compartida: aquí no queda guardado nada de lo que se marca.", "notice"));
    door.setAttribute("autocomplete", "off");
    door.addEventListener("submit", (event) => {
      event.preventDefault();
      const code = door.elements.code.value.toUpperCase().replace(/[^A-Z]/g, "");
      location.replace("/r/" + (code || "x") + "/");
    });
  }
  const form = document.querySelector("form[data-lar-answer]");
  if (form) {
    form.setAttribute("autocomplete", "off");
    form.querySelector(".send").append(button("Dejar de responder y borrar", next));
    for (const kind of ["input", "pointerdown", "keydown", "scroll"]) document.addEventListener(kind, touched, { passive: true });
    touched();
  }
  document.addEventListener("lar:sent", endWithReceipt);
})();
