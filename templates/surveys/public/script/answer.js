/* The questionnaire with JavaScript: what is marked stays on the phone until the server says that it has it,
   and is sent when there is signal. Without it the form works the same.
   One script of several files, put together as it is served: a phone asks once. */
(() => {
"use strict";
const asServed = "<!doctype html>" + document.documentElement.outerHTML;
{% include "surveys/public/script/words.js" %}
{% include "surveys/public/script/kept.js" %}
{% include "surveys/public/script/pages.js" %}
{% include "surveys/public/script/sending.js" %}
{% include "surveys/public/script/states.js" %}
{% include "surveys/public/script/form.js" %}
{% include "surveys/public/script/choices.js" %}
{% include "surveys/public/script/unsent.js" %}
{% include "surveys/public/script/tablet.js" %}
expire();
const receipt = document.querySelector("[data-lar-done]");
if (receipt) kept().filter((record) => record.key === receipt.dataset.larDone).forEach(forget);
const form = document.querySelector("form[data-lar-answer]");
if (form && window.fetch && window.AbortController) new Sheet(form).start();
else if (!receipt && (kept().length || expired)) listUnsent();
if (tablet) passAround();
else if (!form) keepForLater(() => location.pathname === "/r/");
})();
