// The dialog of the formulas: what a choice changes in the code is shown before it is taken.
const element = (id) => document.getElementById(id);
const LATER = 150; // milliseconds after the last key

export function mountFormulas() {
  const [dialog, form, use] = ["formulas-dialog", "formulas-form", "formulas-use"].map(element);
  let waiting = 0;

  async function preview() {
    form.elements.momentum.disabled = form.elements.optimizer.value !== "momentum";
    const chosen = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    await window.htmx.ajax("GET", `${document.body.dataset.run}/formulas?${chosen}`, { source: form, target: "#formula-change", swap: "innerHTML" });
    use.disabled = Boolean(element("formula-change").querySelector("[data-fault], [data-same]"));
  }

  document.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-opens='formulas-dialog']")) return;
    form.reset();
    preview();
  });
  form.addEventListener("input", () => {
    use.disabled = true;
    clearTimeout(waiting);
    waiting = setTimeout(preview, LATER);
  });
  form.addEventListener("submit", () => dialog.close());
}
