// Plotly draws the axes and slow curves of a figure once; what moves lies in our own SVG above it.
// The figure itself (axes, traces, layout) is defined on the server and travels in the HTML.
import { make, token } from "./svg.js";

const CONFIG = { displayModeBar: false, responsive: false, staticPlot: true };
const SHARE = 0.8; // of the page's letters
export const STANDARD = 15; // pixels: the size of the page's letters for which the margins of a figure are given
let loading = null;

/** The size of the page's letters, in pixels. */
export const em = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Plotly is most of what the page loads, and it reads itself in for a while: first everything else stands and works. */
function loaded() {
  loading ??= pageStands().then(() => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.getElementById("plotly").href;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  }));
  return loading;
}

const pageStands = () => new Promise((resolve) => (document.readyState === "complete" ? resolve(null) : addEventListener("load", () => setTimeout(resolve), { once: true })));

function colours() {
  const [ink, muted, line, strong] = ["--ink", "--muted", "--line", "--line-strong"].map(token);
  const axis = { color: muted, gridcolor: line, zerolinecolor: strong, linecolor: strong };
  return { ink, axis };
}

function themed(layout, letters) {
  const { ink, axis } = colours();
  const margin = Object.fromEntries(Object.entries(layout.margin).map(([side, pixels]) => [side, (pixels * letters) / STANDARD]));
  return {
    ...layout, margin, autosize: false, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: token("--font"), size: SHARE * letters, color: ink },
    xaxis: { ...layout.xaxis, ...axis }, yaxis: { ...layout.yaxis, ...axis },
  };
}

/** Where values lie in pixels: the one place that reads Plotly's drawn layout, for which it has no public name. */
function places(host) {
  const drawn = (axis) => host._fullLayout[axis];
  const pixel = (axis, value) => drawn(axis).l2p(drawn(axis).type === "log" ? Math.log10(value) : value) + drawn(axis)._offset;
  const area = () => ({ top: drawn("yaxis")._offset, bottom: drawn("yaxis")._offset + drawn("yaxis")._length });
  return { x: (value) => pixel("xaxis", value), y: (value) => pixel("yaxis", value), area };
}

/** The element's own pixels, whatever it is magnified by, and the letters for which they are. */
const roomOf = ({ clientWidth: width, clientHeight: height }) => ({ width, height, letters: em() });

/** Makes room for the figure in `element.dataset.figure`, which its `update` draws; `drawn(plot)` is called after every layout:
 * then x(value) and y(value) give pixels. */
export async function mountPlot(element, drawn) {
  await loaded();
  const figure = JSON.parse(element.dataset.figure);
  const host = document.createElement("div");
  host.className = "plotly-host";
  host.setAttribute("aria-hidden", "true");
  const svg = make("svg", { class: "overlay", "aria-hidden": "true" });
  const overlay = make("g", {}, svg);
  make("rect", { class: "extent", width: "100%", height: "100%" }, svg);
  element.append(host, svg);

  const plot = { host, overlay, figure, ...places(host), update };
  let room = roomOf(element); // as last observed: to ask amid other changes lays out the whole page
  let [shown, standing] = ["", null]; // what was drawn last: a Plotly call costs 10 ms or more, whatever is in it

  function layout() {
    return { ...themed(figure.layout, room.letters), width: Math.max(120, room.width), height: Math.max(100, room.height) };
  }
  async function update(traces) {
    const asked = layout();
    const wanted = JSON.stringify([traces, asked]);
    if (wanted !== shown) {
      shown = wanted;
      standing = window.Plotly.react(host, traces, asked, CONFIG);
    }
    await standing;
    document.getElementById("js-plotly-tester")?.setAttribute("aria-hidden", "true"); // where Plotly measures texts
    drawn(plot);
  }
  new ResizeObserver(() => {
    const now = roomOf(element);
    if (Math.abs(now.width - room.width) + Math.abs(now.height - room.height) < 1) return;
    room = now;
    if (host.data) update(host.data);
  }).observe(element);
  document.addEventListener("theme", () => update(host.data.map((trace) => ({ ...trace, line: { ...trace.line, color: token(trace.meta) } }))));
  return plot;
}
