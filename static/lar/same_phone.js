/* With an open code: once this phone's answer arrived, a mark says so until the survey closes, and the page
   asks whether somebody else will answer. None where people said that others use this phone. (A tablet that
   passes around opens the questionnaire on another page, which does not load this.) */
(() => {
  "use strict";
  const { mark, until } = document.currentScript.dataset;
  let isShared = false;

  function leave(observer) {
    if (!document.querySelector("[data-lar-done]")) return;
    observer.disconnect();
    if (isShared) return;
    const secure = location.protocol === "https:" ? "; secure" : "";
    const expires = new Date(Number(until) * 1000).toUTCString();
    document.cookie = mark + "=1; path=/r/; samesite=lax; expires=" + expires + secure;
  }

  document.addEventListener("change", (event) => {
    if (event.target.closest(".shared-phone")) isShared = event.target.checked;
  });
  new MutationObserver((_changes, observer) => leave(observer)).observe(document.body, { childList: true });
})();
