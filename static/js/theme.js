// Loaded before the first paint, so that a dark page never flashes white.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  const show = (theme) => {
    root.dataset.theme = theme;
    const button = document.getElementById("theme");
    button?.setAttribute("aria-pressed", String(theme === "dark"));
    document.dispatchEvent(new CustomEvent("theme"));
  };
  const wanted = () => localStorage.getItem("theme") ?? (system.matches ? "dark" : "light");

  root.dataset.theme = wanted();
  system.addEventListener("change", () => show(wanted()));
  document.addEventListener("DOMContentLoaded", () => {
    show(wanted());
    document.getElementById("theme").addEventListener("click", () => {
      localStorage.setItem("theme", root.dataset.theme === "dark" ? "light" : "dark");
      show(wanted());
    });
  });
})();
