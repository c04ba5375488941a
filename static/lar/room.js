// A screen in a room: it asks once a second whether anything changed, and puts the new part in place.
// Without it the same pages work by reloading.
(() => {
  "use strict";
  const place = document.querySelector("[data-room]");
  if (!place) return;
  const news = document.querySelector("[data-room-news]");
  const pause = Number(place.dataset.every || 1000);
  let tag = place.dataset.tag;
  let waits = pause;
  let held = null;
  document.documentElement.classList.add("has-room");

  const say = (words) => {
    if (!news) return;
    news.textContent = words || "";
    news.hidden = !words;
  };
  const isTyping = () => {
    const field = place.querySelector("textarea");
    return Boolean(field && field.value.trim());
  };
  const isChoosing = () => Boolean(document.activeElement && document.activeElement.matches("[data-room] select"));
  const put = (html, newTag) => {
    place.innerHTML = html;
    tag = newTag;
    held = null;
    const reload = document.querySelector(".room-reload");
    if (reload) reload.hidden = true;
    tick();
  };
  const offer = (html, newTag) => {
    held = newTag;
    tag = newTag;
    say(place.dataset.moved);
    const go = document.createElement("button");
    go.type = "button";
    go.className = "button second";
    go.textContent = "Ir al paso nuevo";
    go.addEventListener("click", () => {
      say("");
      put(html, newTag);
    });
    news.append(document.createElement("br"), go);
  };
  const take = (response, html) => {
    const newTag = response.headers.get("ETag");
    if (isTyping() && news) {
      offer(html, newTag);
    } else {
      say("");
      put(html, newTag);
    }
  };
  const ask = async () => {
    try {
      const response = await fetch(place.dataset.room, {
        headers: { "X-Sala": "1", "If-None-Match": tag },
        cache: "no-store",
        credentials: "same-origin",
        signal: AbortSignal.timeout ? AbortSignal.timeout(8000) : undefined,
      });
      if (response.status === 404 || response.redirected) {
        if (place.dataset.leave) location.assign(place.dataset.leave);
        else {
          place.replaceChildren();
          say(place.dataset.ended);
        }
        return;
      }
      if (waits !== pause && !held) say("");
      waits = pause;
      if (response.status === 200 && !isChoosing()) take(response, await response.text());
      else if (response.status >= 400) waits = 5000;
    } catch {
      waits = Math.min(waits * 2, 8000);
      say(place.dataset.away);
    }
    setTimeout(ask, waits * (0.85 + Math.random() * 0.3));
  };
  const send = async (form) => {
    const data = new FormData();
    for (const [name, value] of new FormData(form)) data.append(name.startsWith("option") ? "option" : name, value);
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const response = await fetch(location.pathname, {
        method: "POST",
        body: data,
        headers: { "X-Sala": "1" },
        credentials: "same-origin",
      });
      const html = await response.text();
      if (response.ok) {
        const words = form.hasAttribute("data-room-words");
        form.reset();
        put(html, response.headers.get("ETag"));
        say(words ? place.dataset.sent : "");
      } else {
        say(response.status === 410 ? place.dataset.late : place.dataset.wrong);
      }
    } catch {
      say(place.dataset.away);
    }
    button.disabled = false;
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-room-form]")) return;
    event.preventDefault();
    send(form);
  });
  // Three dots at most.
  document.addEventListener("change", (event) => {
    const set = event.target.closest("[data-room-form] fieldset");
    if (!set || event.target.type !== "checkbox") return;
    const full = set.querySelectorAll(":checked").length >= 3;
    for (const box of set.querySelectorAll("input:not(:checked)")) box.disabled = full;
  });
  const tick = () => {
    for (const clock of document.querySelectorAll("[data-until]")) {
      const left = Math.round((Number(clock.dataset.until) - Date.now()) / 1000);
      const size = Math.abs(left);
      const words = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
      clock.textContent = left < 0 ? `+${words}` : words;
      clock.toggleAttribute("data-over", left < 0);
    }
  };
  tick();
  setInterval(tick, 1000);
  setTimeout(ask, pause * Math.random());
})();
