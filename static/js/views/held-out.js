// The error of the examples held out, beside the other: a second curve, its number, and what they mean.
import { experiment, onExperiment } from "../state/experiment.js";
import { error } from "../maths/format.js";
import { onFrame } from "../state/scheduler.js";
import { token } from "./svg.js";
import { put } from "./writing.js";

const COLOUR = "--muted";

/** The curve: its points, how it is drawn, and how it takes a history or one frame more. */
export function mountHeldOut() {
  const curve = { iteration: [], error: [] };
  const number = document.getElementById("test-error");
  onExperiment(() => { document.getElementById("held-out").hidden = !experiment().held_out; });
  onFrame(({ test_error: now }) => { if (now !== undefined) put(number, error(now)); });
  return {
    curve,
    look: () => ({ line: { width: 3, dash: "dot", color: token(COLOUR) }, meta: COLOUR }),
    take: (history) => Object.assign(curve, history ?? { iteration: [], error: [] }),
    note({ iteration, test_error: now }) {
      if (now === undefined) return;
      curve.iteration.push(iteration);
      curve.error.push(now);
    },
  };
}
