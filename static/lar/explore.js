/* Charts for exploring. The table behind each is there without this file; plotly.js comes only when one is seen. */
"use strict";
(() => {
  const places = [...document.querySelectorAll("[data-lar-figure]")];
  if (!places.length || !("IntersectionObserver" in window)) return;
  let library;

  const load = (url) => {
    library ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = () => resolve(window.Plotly);
      script.onerror = reject;
      document.head.append(script);
    });
    return library;
  };

  const draw = async (place) => {
    const figure = JSON.parse(document.getElementById(place.dataset.larFigure).textContent);
    place.style.minHeight = `${figure.layout.height}px`;
    try {
      const plotly = await load(place.dataset.larPlotly);
      await plotly.newPlot(place, figure.data, figure.layout, { displayModeBar: false, responsive: true });
      place.dataset.larDrawn = "";
    } catch {
      place.style.minHeight = "";
      place.hidden = true;
      place.closest("figure").querySelector("details").open = true;
    }
  };

  const watcher = new IntersectionObserver((seen) => {
    for (const one of seen.filter((entry) => entry.isIntersecting)) {
      watcher.unobserve(one.target);
      draw(one.target);
    }
  }, { rootMargin: "200px" });
  places.forEach((place) => watcher.observe(place));
})();
