// The dialog of the formulas: what a choice changes in the code is shown before it is taken.
const element = (id) => document.getElementById(id);
const LATER = 150; // milliseconds after the last key

export function mountFormulas() {
  const [dialog, form, race] = ["formulas-dialog", "formulas-form", "formulas-race"].map(element);
  const uses = [element("formulas-use"), race].filter(Boolean);
  const change = element("formula-change");
  let waiting = 0;
  let asked = 0; // what has been chosen meanwhile makes an answer stale

  async function preview() {
    const mine = ++asked;
    const { momentum, optimizer } = form.elements;
    momentum.disabled = !momentum.dataset.optimizers.split(" ").includes(optimizer.value);
    const chosen = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    await window.htmx.ajax("GET", `${document.body.dataset.run}/formulas?${chosen}`, { source: change, target: change, swap: "innerHTML" });
    if (mine !== asked) return;
    const idle = Boolean(change.querySelector("[data-fault], [data-same]"));
    for (const use of uses) use.disabled = idle;
  }

  dialog.addEventListener("toggle", ({ newState }) => {
    if (newState !== "open") return;
    form.reset();
    preview();
  });
  form.addEventListener("input", () => {
    asked += 1;
    for (const use of uses) use.disabled = true;
    clearTimeout(waiting);
    waiting = setTimeout(preview, LATER);
  });
  form.addEventListener("submit", () => dialog.close());
  race?.addEventListener("click", () => compare(form, race.dataset));
}

/** The present formulas and the chosen ones side by side, on the page of a race. */
async function compare(form, { race, of }) {
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  body.set("run", of);
  const answer = await fetch(race, { method: "POST", headers: { Accept: "application/json" }, body });
  if (answer.ok) location.assign(answer.headers.get("Location"));
  else element("alert").textContent = (await answer.json()).detail;
}
