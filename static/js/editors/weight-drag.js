// A weight set by hand on its synapse: dragged to the right or up it grows, the other way it falls. While it is held
// the pictures follow; let go, it is one edit. By keys: Enter on a synapse leads to the field that sets its weight.
import { command } from "../state/commands.js";
import { short } from "../maths/format.js";
import { heldWeights, latest, tryOut } from "../state/scheduler.js";
import { make, set } from "../views/svg.js";

const CLICK = 4; // pixels that a hand may move and still have clicked
const PER_PIXEL = 0.05;
const FINE = 0.1; // of that with Shift
const ABOVE = 22; // pixels between the pointer and the number

/** `released()` is called when a hand has let go. Returns whether one holds a synapse. */
export function mountWeightDrag(figure, released) {
  const hand = new Hand(figure, released);
  for (const name of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) figure.addEventListener(name, (event) => hand[name](event));
  figure.addEventListener("click", (event) => { if (hand.hasDragged) event.stopPropagation(); }, true); // that was no question
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") hand.pointercancel(); });
  return () => Boolean(hand.held);
}

class Hand {
  held = null; // { grip, synapse: { layer, from, to, value }, pulled: the same before it is rounded, at: [x, y], text }
  hasDragged = false;

  constructor(figure, released) {
    this.figure = figure;
    this.released = released;
  }

  pointerdown(event) {
    const grip = event.target.closest(".grip");
    this.hasDragged = false;
    if (!grip || event.button || !latest() || "watched" in document.body.dataset) return;
    const [layer, from, to] = grip.dataset.subject.match(/\d+/g).map(Number);
    const value = heldWeights(latest())[layer][from][to];
    this.held = { grip, synapse: { layer, from, to, value }, pulled: value, at: [event.clientX, event.clientY], text: null };
    grip.setPointerCapture(event.pointerId);
  }

  pointermove({ clientX, clientY, shiftKey }) {
    if (!this.held?.grip.isConnected) return this.pointercancel();
    const { synapse, at: [x, y] } = this.held;
    const way = clientX - x + y - clientY;
    if (!this.hasDragged && Math.hypot(clientX - x, clientY - y) < CLICK) return undefined;
    this.hasDragged = true;
    const step = shiftKey ? PER_PIXEL * FINE : PER_PIXEL;
    this.held.pulled += way * step;
    synapse.value = Number((Math.round(this.held.pulled / step) * step).toFixed(4));
    this.held.at = [clientX, clientY];
    tryOut(synapse);
    return this.tell(clientX, clientY);
  }

  async pointerup() {
    const { synapse } = this.held ?? {};
    if (!synapse || !this.hasDragged) return this.pointercancel();
    this.letGo();
    await command("PATCH", "weights", synapse);
    return tryOut(null);
  }

  pointercancel() {
    if (!this.held) return;
    this.letGo();
    tryOut(null);
  }

  letGo() {
    this.held.text?.remove();
    this.held = null;
    this.figure.removeAttribute("data-pulled");
    this.released();
  }

  /** The weight as it would be, beside the pointer. */
  tell(clientX, clientY) {
    const { left, top } = this.figure.getBoundingClientRect();
    this.held.text ??= make("text", { class: "weight trial" }, this.figure.querySelector("svg"));
    set(this.held.text, { x: clientX - left, y: clientY - top - ABOVE });
    this.held.text.textContent = short(this.held.synapse.value);
    this.figure.setAttribute("data-pulled", "");
  }
}
