/* With an open code: once this phone's answer arrived, a mark says so until the survey closes, and the page
   asks whether somebody else will answer. None on a tablet that passes around, nor on a shared phone. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-lar-mark]");
  if (!form) return;
  const { larMark: name, larUntil: until } = form.dataset;
  let isShared = false;
  document.addEventListener("change", (event) => {
    if (event.target.matches(".shared-phone input")) isShared = event.target.checked;
  });
  document.addEventListener("lar:sent", () => {
    if (isShared || (window.lar && window.lar.tablet)) return;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = name + "=1; path=/r/; samesite=lax; expires=" + new Date(Number(until) * 1000).toUTCString() + secure;
  });
})();
