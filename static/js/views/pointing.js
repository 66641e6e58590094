// Rings around what a walk speaks of. Pictures and tables are built anew now and then: the rings come back.
import { isStill } from "../state/motion.js";
import { onPicture } from "../state/scheduler.js";
import { make } from "./svg.js";

const COVERS = "#walk, #transport"; // what may lie over the page
let wanted = [];

export function mountPointing() {
  onPicture(() => { if (!wanted.every(({ selector, element }) => element?.isConnected && element.hasAttribute("data-pointed") && element.matches(selector))) ring(); });
}

/** Rings the elements of these selectors, and no others. */
export function pointAt(selectors) {
  wanted = selectors.map((selector) => ({ selector, element: null }));
  ring();
}

function ring() {
  document.querySelectorAll("[data-pointed]").forEach((element) => element.removeAttribute("data-pointed"));
  document.querySelectorAll(".halo").forEach((halo) => halo.remove());
  for (const entry of wanted) {
    entry.element = document.querySelector(entry.selector);
    entry.element?.setAttribute("data-pointed", "");
    if (entry.element?.localName === "line") lay(entry.element);
  }
}

/** A line has no outline: a broad, pale one lies below it. */
function lay(line) {
  const ends = Object.fromEntries(["x1", "y1", "x2", "y2"].map((name) => [name, line.getAttribute(name)]));
  line.before(make("line", { class: "halo", ...ends }));
}

/** Scrolls until these can be seen, as many as fit, the first one surely; whether they are all there. */
export function bringIntoView(selectors) {
  const elements = selectors.map((selector) => document.querySelector(selector)).filter(isPlaced);
  if (!elements.every(isClear)) moveTo(elements);
  return elements.length === selectors.length;
}

/** A dot is made before its place is known. */
const isPlaced = (element) => Boolean(element) && !element.matches("circle:not([cx])");

function moveTo(elements) {
  const start = scrollY;
  elements[0].scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  for (const element of elements.toReversed()) element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  centre(elements);
  if (isStill()) return;
  const end = scrollY;
  scrollTo({ top: start, behavior: "instant" });
  scrollTo({ top: end, behavior: "smooth" });
}

/** All of them, where they fit between what covers the page at its edges: then none is half hidden. */
function centre(elements) {
  const boxes = elements.map((element) => element.getBoundingClientRect());
  const [top, bottom] = [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const [upper, lower] = [parseFloat(scrollPaddingTop) || 0, innerHeight - (parseFloat(scrollPaddingBottom) || 0)];
  if (bottom - top <= lower - upper && (top < upper || bottom > lower)) scrollBy({ top: (top + bottom - upper - lower) / 2, behavior: "instant" });
}

function isClear(element) {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  if (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth) return false;
  const strip = element.closest(".strip")?.getBoundingClientRect();
  if (strip && (left < strip.left - 1 || right > strip.right + 1)) return false;
  return [...document.querySelectorAll(COVERS)].every((cover) => {
    if (cover.contains(element)) return true;
    const other = cover.getBoundingClientRect();
    return bottom <= other.top || top >= other.bottom || right <= other.left || left >= other.right;
  });
}
