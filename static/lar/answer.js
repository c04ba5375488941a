/* The questionnaire with JavaScript: what is marked survives a reload, progress is said, blanks are counted.
   Without it the form works the same. Nothing is kept but marks and the key of the sending; it goes with the receipt. */
(function () {
  "use strict";
  var PREFIX = "lar.answer.";

  function storage() {
    try {
      window.localStorage.setItem(PREFIX + "probe", "1");
      window.localStorage.removeItem(PREFIX + "probe");
      return window.localStorage;
    } catch (error) {
      return null; // Private windows and full phones: the form still works.
    }
  }

  function read(store, name) {
    try {
      return JSON.parse(store.getItem(name)) || null;
    } catch (error) {
      return null;
    }
  }

  function forget(store, key) {
    Object.keys(store).forEach(function (name) {
      if (name.indexOf(PREFIX) !== 0) return;
      var draft = read(store, name);
      if (draft && draft.key === key) store.removeItem(name);
    });
  }

  var store = storage();
  var done = document.querySelector("[data-lar-done]");
  if (done && store) forget(store, done.getAttribute("data-lar-done"));

  var form = document.querySelector("form[data-lar-answer]");
  if (!form) return;

  var name = PREFIX + form.getAttribute("data-lar-answer");
  var total = Number(form.getAttribute("data-lar-total"));
  var key = form.elements.client_key;
  var progress = form.querySelector("[data-lar-progress]");
  var missing = form.querySelector("[data-lar-missing]");
  var shared = null;
  var kept = false;
  var warned = false;

  function marks() {
    var found = {};
    form.querySelectorAll("input[type=radio]:checked").forEach(function (input) {
      found[input.name] = input.value;
    });
    return found;
  }

  function save() {
    kept = false;
    if (!store) return;
    if (shared.checked) {
      store.removeItem(name);
      return;
    }
    try {
      store.setItem(name, JSON.stringify({ key: key.value, answers: marks() }));
      kept = true;
    } catch (error) {
      store.removeItem(name);
    }
  }

  function restore() {
    var draft = store && read(store, name);
    if (!draft) return;
    // The same key: if the first sending did arrive, this one is recognised as its repetition.
    key.value = draft.key;
    Object.keys(draft.answers).forEach(function (item) {
      form.querySelectorAll('input[type=radio][name="' + CSS.escape(item) + '"]').forEach(function (input) {
        input.checked = input.value === draft.answers[item];
      });
    });
    kept = true;
  }

  function show() {
    var count = Object.keys(marks()).length;
    progress.hidden = false;
    progress.textContent = count + " de " + total + (kept ? " · Guardado en este teléfono" : "");
  }

  function offerSharedPhone() {
    var label = document.createElement("label");
    shared = document.createElement("input");
    shared.type = "checkbox";
    label.className = "shared-phone";
    label.append(shared, document.createTextNode(" Este teléfono lo usan otras personas: no guardar aquí lo que marco"));
    if (store) form.insertBefore(label, form.querySelector("section"));
    shared.addEventListener("change", function () {
      save();
      show();
    });
  }

  function blanks() {
    return Array.prototype.filter.call(form.querySelectorAll("fieldset"), function (item) {
      return !item.querySelector("input:checked");
    });
  }

  function warn(event) {
    var left = blanks();
    if (!left.length || warned) return;
    event.preventDefault();
    warned = true;
    missing.textContent = left.length === 1 ? "Queda 1 pregunta sin responder. " : "Quedan " + left.length + " preguntas sin responder. ";
    var link = document.createElement("a");
    link.href = "#" + left[0].id;
    link.textContent = "Ir a la primera";
    missing.append(link, document.createTextNode(". Si prefieres dejarlas así, envía otra vez."));
    missing.hidden = false;
    missing.focus();
  }

  offerSharedPhone();
  restore();
  show();
  form.addEventListener("change", function (event) {
    if (event.target === shared) return;
    save();
    show();
  });
  form.addEventListener("submit", warn);
})();
