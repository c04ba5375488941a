/* What people read comes with the page (words.html), in its language. */
const spoken = document.getElementById("words").content;

function say(name, values) {
  const words = spoken.querySelector(`[data-say="${name}"]`).textContent;
  return words.replace(/\{(\w+)\}/g, (_whole, key) => values[key]);
}

function sayHowMany(name, n) {
  return say(name + (n === 1 ? "-one" : "-many"), { n });
}

function make(tag, words, className) {
  const made = document.createElement(tag);
  made.textContent = words || "";
  if (className) made.className = className;
  return made;
}

function button(words, act) {
  const made = make("button", words, "button second");
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
