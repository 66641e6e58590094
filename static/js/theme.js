// Loaded before the first paint, so that a dark page never flashes white.
(() => {
  const stored = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const store = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* it lasts as long as the page */ } };
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const show = (theme) => {
    const isOther = root.dataset.theme !== theme;
    root.dataset.theme = theme;
    document.getElementById("theme")?.setAttribute("aria-pressed", String(theme === "dark"));
    if (isOther) document.dispatchEvent(new CustomEvent("theme"));
  };
  let chosen = stored(); // as long as the page lasts, where a frame of another site may store nothing
  const wanted = () => chosen ?? (system.matches ? "dark" : "light");

  root.dataset.theme = wanted();
  system.addEventListener("change", () => show(wanted()));
  addEventListener("beforeprint", () => show("light")); // paper is white
  addEventListener("afterprint", () => show(wanted()));
  document.addEventListener("DOMContentLoaded", () => {
    show(wanted());
    document.getElementById("theme")?.addEventListener("click", () => {
      chosen = root.dataset.theme === "dark" ? "light" : "dark";
      store(chosen);
      show(wanted());
    });
  });
})();
