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
  const { operation } = element.dataset;
  return { element, section: section?.id, operation, place: peersIn(section, operation).indexOf(element) };
}

/** The buttons of the same kind, or else all that can be reached in this part of the page; some of them may be out of sight. */
function peersIn(section, operation) {
  const kind = operation ? `[data-operation="${operation}"]` : REACHABLE;
  return [...section?.querySelectorAll(kind) ?? []].filter((each) => !each.disabled);
}

const seen = (element) => element.checkVisibility();

/** What stands before a button that was switched off, or else behind it. */
const beside = (element, all) => all.filter(seen).findLast((each) => each.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) ?? all.find(seen);

/** What stands now where an element was that is gone, or else what stands last before it. */
const instead = (place, all) => all.slice(Math.max(place, 0)).find(seen) ?? all.findLast(seen);

function keep() {
  if (!held || (held.element.isConnected && !held.element.disabled)) return;
  const { activeElement } = document;
  if (activeElement !== document.body && activeElement !== held.element) return;
  const section = document.getElementById(held.section);
  const peers = peersIn(section, held.operation);
  const all = peers.some(seen) ? peers : peersIn(section);
  const next = held.element.isConnected ? beside(held.element, all) : instead(held.place, all);
  next?.focus({ preventScroll: true });
}
