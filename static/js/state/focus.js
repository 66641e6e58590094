// The focus stays where the work is: what had it may go, or be switched off, by its own press.
import { onFrame } from "./scheduler.js";

const REACHABLE = "button:not(:disabled), input:not(:disabled), select:not(:disabled), a[href], [tabindex='0']";
let held = null; // what had the focus last, and where it stood

export function mountFocus() {
  document.addEventListener("focusin", ({ target }) => { held = placeOf(target); });
  document.addEventListener("htmx:after:swap", keep);
  onFrame(keep);
}

function placeOf(element) {
  const section = element.closest("[id]:is(section, dialog, [role='group'])");
  const peers = peersIn(section, element);
  return { element, section: section?.id, operation: element.dataset.operation, place: peers.indexOf(element) };
}

/** The buttons of the same kind, or else all that can be reached in this part of the page. */
function peersIn(section, { dataset: { operation } }) {
  const kind = operation ? `[data-operation="${operation}"]` : REACHABLE;
  return [...section?.querySelectorAll(kind) ?? []].filter((each) => each === held?.element || each.checkVisibility());
}

/** What stands before a button that was switched off, or else behind it. */
const beside = (element, all) => all.findLast((each) => each.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) ?? all[0];

function keep() {
  if (!held || (held.element.isConnected && !held.element.disabled)) return;
  const { activeElement } = document;
  if (activeElement !== document.body && activeElement !== held.element) return;
  const section = document.getElementById(held.section);
  const peers = peersIn(section, { dataset: { operation: held.operation } }).filter((each) => !each.disabled);
  const all = peers.length ? peers : peersIn(section, { dataset: { operation: undefined } });
  const next = held.element.isConnected ? beside(held.element, all) : all[Math.min(held.place, all.length - 1)];
  next?.focus({ preventScroll: true });
}
