// The axes of an error descent, logarithmic or not as the reader likes.
const FIRST = 0.5; // where iteration 0 stands on a logarithmic axis
const SMALLEST = 1e-12; // error that still has a place on a logarithmic axis

/** `changed()` is called when other axes are wanted. */
export function mountAxes(changed) {
  const iterations = document.getElementById("log-iterations");
  const errors = document.getElementById("log-error");
  const place = (iteration) => Math.max(iteration, iterations.checked ? FIRST : 0);
  for (const box of [iterations, errors]) box.addEventListener("change", changed);

  /** As long as the plan, so that the curve shows how far there is to go; beyond, it grows in strides. */
  function fit({ figure: { layout } }, planned, newest) {
    const end = Math.max(planned, roundedUp(newest), 10);
    const powers = Array.from({ length: Math.floor(Math.log10(end)) + 1 }, (_, power) => 10 ** power);
    Object.assign(layout.xaxis, iterations.checked
      ? { type: "log", range: [Math.log10(FIRST), Math.log10(end)], tickmode: "array", tickvals: [FIRST, ...powers], ticktext: ["0", ...powers.map(String)] }
      : { type: "linear", range: [0, end], tickmode: "auto" });
    Object.assign(layout.yaxis, errors.checked ? { type: "log", rangemode: "normal" } : { type: "linear", rangemode: "tozero" });
  }

  /** Where a curve ends, in pixels. */
  const point = (plot, { iteration, error }) => ({ cx: plot.x(place(iteration.at(-1))), cy: plot.y(Math.max(error.at(-1), SMALLEST)) });

  return { place, fit, point };
}

/** To two digits: Plotly remembers the size of every label at every place it was ever drawn. */
function roundedUp(iteration) {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(iteration, 1))) - 1);
  return Math.ceil(iteration / unit) * unit;
}
