// The error curve of the run that is shown: point by point from the frames, and whole from the server's history
// whenever the frames cannot tell what lies between.
import { latest } from "../state/scheduler.js";

const CROWDED = 2500; // points from which the server's history takes their place, which has at most 2,000

/** `changed()` is called after every history that was taken; `heldOut` is the second curve, fed alike.
 * The run is that of the page unless `addressed()` names another one, of which `newest()` is the frame shown. */
export function mountErrorCurve(heldOut, changed, addressed = () => document.body.dataset.run, newest = latest) {
  const curve = { iteration: [], error: [] };
  let asked = 0;
  let lastStatus = "";

  /** An answer is true of the moment it was asked for: what came since is added, or it is asked again. */
  async function fetchHistory() {
    const ticket = ++asked;
    const [before, end] = [newest(), curve.iteration.at(-1) ?? -1];
    const response = await fetch(`${addressed()}/history`, { headers: { Accept: "application/json" } });
    if (!response.ok || ticket !== asked) return;
    const history = await response.json();
    if (ticket !== asked) return;
    const frame = newest();
    const upToNow = (part, known) => (frame?.status === "running" ? continued(part, known, end, frame.iteration) : part);
    Object.assign(curve, upToNow({ iteration: history.iteration, error: history.error }, curve));
    heldOut.take(history.test_error && upToNow(history.test_error, heldOut.curve));
    changed();
    if (frame !== before && frame.status !== "running" && curve.iteration.at(-1) !== frame.iteration) fetchHistory();
  }

  /** Takes a frame; whether the curve has grown by it. */
  function note(frame) {
    const { iteration, error, status } = frame;
    const known = curve.iteration.at(-1) ?? -1;
    const grows = iteration > known && (status === "running" || iteration === known + 1);
    if (grows) {
      curve.iteration.push(iteration);
      curve.error.push(error);
      heldOut.note(frame);
    }
    const leaps = grows && iteration > 2 * known + 2; // a straight line over so long a way would be a lie
    const crowded = grows && curve.iteration.length % CROWDED === 0;
    const ends = lastStatus === "running" && status !== "running";
    if (leaps || crowded || ends || (!grows && iteration !== known)) fetchHistory();
    lastStatus = status;
    return grows;
  }

  return { curve, note, fetchHistory };
}

/** A history as far as the frame that is shown, and the points that a curve has got since it was asked for at `asked`. */
function continued(history, curve, asked, shown) {
  const points = ({ iteration, error }) => iteration.map((at, place) => [at, error[place]]).filter(([at]) => at <= shown);
  const told = points(history);
  const end = Math.max(asked, told.at(-1)?.[0] ?? -1);
  const all = [...told, ...points(curve).filter(([at]) => at > end)];
  return { iteration: all.map(([at]) => at), error: all.map(([, error]) => error) };
}
