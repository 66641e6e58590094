// Keys that press a button, anywhere on the page but in a field; they can be switched off.
import { store, stored } from "../state/storage.js";
const FIELD = "input, select, textarea, [contenteditable], dialog[open] *";
const OWN_SPACE = "button, a, summary, label, [role=button]";
const ACTIONS = { " ": "run-button", ArrowRight: "step-button", ArrowLeft: "back-button", Home: "reset-button", n: "next-line", p: "previous-line", ".": "walk-next", ",": "walk-previous" };

export function mountKeys() {
  const box = document.getElementById("keys-on");
  box.checked = stored("keys") !== "off";
  box.addEventListener("change", () => store("keys", box.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const button = document.getElementById(ACTIONS[event.key.length > 1 ? event.key : event.key.toLowerCase()]);
    if (!button || button.closest("[hidden]") || !box.checked || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.matches?.(FIELD) || (event.key === " " && event.target.matches?.(OWN_SPACE))) return;
    event.preventDefault();
    button.click();
  });
}
