// Sums beyond the axis: their dots stand at its edge, and there it is written how far out they lie.
import { short } from "../maths/format.js";
import { make, set } from "./svg.js";
import { put } from "./writing.js";

const ABOVE = 18; // pixels, so that the number of a dot stays free
const INWARD = 4;

export function makeEdges(parent) {
  return { left: make("text", { class: "under" }, parent), right: make("text", { class: "over" }, parent) };
}

/** `heightAt(sum)` is where the curve has that sum, in pixels. */
export function markEdges({ left, right }, plot, sums, edge, heightAt) {
  const under = sums.filter((sum) => sum < -edge);
  const over = sums.filter((sum) => sum > edge);
  tell(left, under.length && `← ${reach(under.length, Math.min(...under))}`, plot.x(-edge) + INWARD, heightAt(-edge) - ABOVE);
  tell(right, over.length && `${reach(over.length, Math.max(...over))} →`, plot.x(edge) - INWARD, heightAt(edge) + ABOVE);
}

const reach = (count, farthest) => `${count > 1 ? "as far as " : ""}${short(farthest)}`;

function tell(text, words, x, y) {
  put(text, words || "");
  set(text, { x, y });
}
