/* A tablet that passes around (/r/?tableta=1): nothing is kept, nothing can be gone back to. The address never
   changes, so that neither its history nor what it offers while typing holds a code. */
const DOOR = "/r/?tableta=1";
const IDLE = 180 * 1000;
const SECONDS_TO_WIPE = 10;
let idle = 0;
let countdown = 0;

function wipe() {
  location.replace(DOOR);
}

/* Wipe in ten seconds, unless ``act`` of the button decides otherwise. */
function wipeSoon(words, act) {
  let left = SECONDS_TO_WIPE;
  const box = make("div", "", "notice warning wipe");
  const said = make("p", sayHowMany("wipes", left));
  const stay = button(words, act);
  said.id = "wipes";
  stay.setAttribute("aria-describedby", said.id);
  box.append(said, stay);
  clearTimeout(idle);
  document.getElementById("contenido").prepend(box);
  countdown = setInterval(() => {
    left -= 1;
    said.textContent = sayHowMany("wipes", left);
    if (!left) wipe();
  }, 1000);
  return box;
}

/* Who left half-way does not leave their marks to the next person; what waits to be sent is not lost. */
function touched() {
  clearTimeout(idle);
  if (!countdown) idle = setTimeout(askWhoIsThere, IDLE);
}

function askWhoIsThere() {
  const form = document.querySelector("form[data-lar-answer]");
  const door = document.getElementById("code");
  if (form ? form.querySelector("fieldset:disabled") : !door || !door.value) return touched();
  const box = wipeSoon(say("still-here"), () => {
    clearInterval(countdown);
    countdown = 0;
    box.remove();
    touched();
  });
  box.querySelector("button").focus({ preventScroll: true }); // It sticks to the top of what is seen.
}

async function openHere(event) {
  event.preventDefault();
  const typed = event.target.elements.code.value.toUpperCase().replace(/[^A-Z]/g, "");
  const said = make("p", "", "notice warning");
  said.setAttribute("role", "alert");
  try {
    const reply = await fetch("/r/" + (typed || "x") + "/", { cache: "no-store", credentials: "omit" });
    swap(new DOMParser().parseFromString(await reply.text(), "text/html"));
    const form = document.querySelector("form[data-lar-answer]");
    if (form) new Sheet(form).start();
    dressForTablet();
  } catch (error) {
    event.target.before(said);
    said.textContent = say("not-opened");
  }
}

function passAround() {
  for (const kind of ["input", "pointerdown", "keydown", "scroll"]) document.addEventListener(kind, touched, { passive: true });
  window.addEventListener("pageshow", (event) => event.persisted && wipe());
  history.replaceState(null, "", DOOR);
  dressForTablet();
}

function dressForTablet() {
  const main = document.getElementById("contenido");
  const door = main.querySelector(".code-field");
  const form = main.querySelector("form[data-lar-answer]");
  touched();
  if (door) {
    main.prepend(make("p", say("tablet"), "notice"));
    door.setAttribute("autocomplete", "off");
    door.addEventListener("submit", openHere);
  } else if (form) {
    form.setAttribute("autocomplete", "off");
    form.querySelector(".send").append(button(say("stop"), wipe));
  } else if (!main.querySelector("[data-lar-done]")) {
    main.append(button(say("next"), wipe));
  }
}
