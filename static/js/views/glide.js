// An axis that has to be another goes there in a moment, so that the eye can follow.
import { isStill } from "../state/motion.js";

const LENGTH = 320; // milliseconds

/** Calls `show(number)` on animation frames on the way from a number to another, and at last with that; at once where nothing
 *  is to move or to be seen. Returns what stops it. */
export function glide(from, to, show) {
  if (isStill() || document.hidden) {
    show(to);
    return () => {};
  }
  const begun = performance.now();
  let request = requestAnimationFrame(next);
  function next(now) {
    const share = Math.min(1, Math.max(0, now - begun) / LENGTH);
    if (share < 1) request = requestAnimationFrame(next);
    show(share < 1 ? from + (to - from) * share * share * (3 - 2 * share) : to);
  }
  return () => cancelAnimationFrame(request);
}
