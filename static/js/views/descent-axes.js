// The axes of an error descent, logarithmic or not as the reader likes; where they have to end elsewhere they glide there.
import { glide } from "./glide.js";

const FIRST = 0.5; // where iteration 0 stands on a logarithmic axis
const SMALLEST = 1e-12; // error that still has a place on a logarithmic axis
const MARGIN = 1.05; // above the largest error
const STRIDE = 0.5; // decades by which a logarithmic axis grows downwards

/** `changed()` is called when other axes are wanted, and on the way to them. */
export function mountAxes(changed) {
  const iterations = document.getElementById("log-iterations");
  const errors = document.getElementById("log-error");
  const place = (iteration) => Math.max(iteration, iterations.checked ? FIRST : 0);
  const ends = new Ends(changed);
  for (const box of [iterations, errors]) box.addEventListener("change", changed);

  /** As long as the plan, so that the curves show how far there is to go, and as high as their errors. */
  function fit({ figure: { layout } }, planned, curves) {
    const x = spanOfIterations(planned, curves, iterations.checked);
    const y = spanOfErrors(curves, errors.checked);
    const isEmpty = curves.every(({ iteration }) => !iteration.length);
    const shown = ends.toward([...x, ...y], `${isEmpty} ${iterations.checked} ${errors.checked}`);
    Object.assign(layout.xaxis, iterations.checked ? powersUpTo(x[1]) : { type: "linear", tickmode: "auto" }, { range: shown.slice(0, 2) });
    Object.assign(layout.yaxis, { type: errors.checked ? "log" : "linear", range: shown.slice(2) });
  }

  /** Where a curve ends, in pixels. */
  const point = (plot, { iteration, error }) => ({ cx: plot.x(place(iteration.at(-1))), cy: plot.y(Math.max(error.at(-1), SMALLEST)) });

  return { place, fit, point };
}

/** Numbers on their way to others; `moved()` is called on the way. */
class Ends {
  goal = [];
  shown = [];
  kind = "";
  stop = () => {};

  constructor(moved) {
    this.moved = moved;
  }

  /** Where they are for the moment; of another kind they are there at once. */
  toward(goal, kind) {
    const [from, isSame] = [this.shown, this.kind === kind];
    if (isSame && goal.every((end, place) => end === this.goal[place])) return this.shown;
    this.stop();
    Object.assign(this, { goal, kind, shown: isSame ? from : goal });
    if (isSame) this.stop = glide(0, 1, (share) => {
      this.shown = goal.map((end, place) => from[place] + (end - from[place]) * share);
      this.moved();
    });
    return this.shown;
  }
}

/** Beyond the plan it grows in strides. */
function spanOfIterations(planned, curves, isLog) {
  const newest = Math.max(...curves.map(({ iteration }) => iteration.at(-1) ?? 0));
  const end = Math.max(planned, roundedUp(newest), 10);
  return isLog ? [Math.log10(FIRST), Math.log10(end)] : [0, end];
}

function spanOfErrors(curves, isLog) {
  let [least, most] = [Infinity, 0];
  for (const { error } of curves) {
    for (const value of error) {
      if (!Number.isFinite(value)) continue;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  if (most === 0) [least, most] = [0.1, 1];
  if (!isLog) return [0, MARGIN * most];
  return [Math.floor(Math.log10(Math.max(least, SMALLEST)) / STRIDE) * STRIDE, Math.log10(MARGIN * most)];
}

/** The marks of a logarithmic axis that ends there. */
function powersUpTo(end) {
  const powers = Array.from({ length: Math.floor(end + 1e-9) + 1 }, (_, power) => 10 ** power);
  return { type: "log", tickmode: "array", tickvals: [FIRST, ...powers], ticktext: ["0", ...powers.map(short)] };
}

/** As the other axis writes them, where a number would be too wide for its place. */
const short = (power) => (power < 1e6 ? String(power) : `${power / 1e6}M`);

/** To two digits: Plotly remembers the size of every label at every place it was ever drawn. */
function roundedUp(iteration) {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(iteration, 1))) - 1);
  return Math.ceil(iteration / unit) * unit;
}
