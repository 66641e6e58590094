// The coloured ground of a plane: blue above the middle, orange below, paler the nearer to it.
import { token } from "./svg.js";

const STEPS = 256;
const PALEST = 0.06;
const FULLEST = 0.8;
let palette = null;

document.addEventListener("theme", () => { palette = null; });

/** The colour of a value between `least` and `most`, as a text for SVG. */
export function colourOf(value, scale) {
  const pixel = pixelOf(value, scale);
  return `#${[0, 8, 16].map((shift) => ((pixel >> shift) & 255).toString(16).padStart(2, "0")).join("")}`;
}

/** Paints the values (size × size, the lowest row first) over a box of the canvas, given in pixels of the page. */
export function paint(canvas, values, size, scale, box) {
  const image = new ImageData(size, size);
  const pixels = new Uint32Array(image.data.buffer);
  for (let place = 0; place < values.length; place++) pixels[(size - 1 - Math.floor(place / size)) * size + (place % size)] = pixelOf(values[place], scale);
  small.width = small.height = size;
  small.getContext("2d").putImageData(image, 0, 0);
  const context = canvas.getContext("2d");
  const step = [box.width / (size - 1), box.height / (size - 1)]; // a value stands in the middle of its pixel
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  context.drawImage(small, box.left - step[0] / 2, box.top - step[1] / 2, box.width + step[0], box.height + step[1]);
  context.restore();
}

const small = document.createElement("canvas");

export function clear(canvas) {
  canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
}

function pixelOf(value, { least, most }) {
  palette ??= mixed();
  const share = Math.min(1, Math.max(0, (value - least) / (most - least)));
  return palette[Math.round(share * (STEPS - 1))] ?? palette[STEPS / 2];
}

/** The palette's pixels: red, green, blue and no transparency, as their bytes lie in memory. */
function mixed() {
  const [card, plus, minus] = ["--card", "--plus", "--minus"].map((name) => parsed(token(name)));
  return Array.from({ length: STEPS }, (_, step) => {
    const sure = (2 * step) / (STEPS - 1) - 1;
    const strength = PALEST + (FULLEST - PALEST) * Math.abs(sure);
    const full = sure > 0 ? plus : minus;
    const [red, green, blue] = card.map((channel, k) => Math.round(channel + (full[k] - channel) * strength));
    return (255 << 24) | (blue << 16) | (green << 8) | red;
  });
}

const parsed = (hex) => [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
