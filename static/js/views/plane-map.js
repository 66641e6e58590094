// The coloured ground of a plane: blue above the middle, orange below, paler the nearer to it. Where of several targets the
// strongest is shown, each has a colour of its own, paler the less sure it is.
import { token } from "./svg.js";

const STEPS = 256;
const PALEST = 0.06;
const FULLEST = 0.8;
const KINDS = 8; // colours of targets; from then on they come again, and the names in the picture tell them apart
const palettes = new Map(); // by target, and of the sign, until the theme is another
const sheets = new Map(); // by size: what is painted place by place

/** The colour of a value between `least` and `most`, as a text for SVG; with `kind`, that of a target. */
export function colourOf(value, scale, kind = null) {
  const pixel = pixelsOf(scale, kind)(value);
  return `#${[0, 8, 16].map((shift) => ((pixel >> shift) & 255).toString(16).padStart(2, "0")).join("")}`;
}

/** The style's name for the colour of a target. */
export const kindColour = (kind) => `--kind-${(kind % KINDS) + 1}`;

/** The pixel for a value: red, green, blue and no transparency, as their bytes lie in memory. */
export function pixelsOf({ least, most }, kind = null) {
  const palette = palettes.get(kind) ?? mixed(kind === null ? ["--minus", "--plus"] : [kindColour(kind)]);
  palettes.set(kind, palette);
  const scale = (STEPS - 1) / (most - least);
  return (value) => palette[Math.round(Math.min(STEPS - 1, Math.max(0, (value - least) * scale)))] ?? palette[STEPS / 2];
}

/** A palette from the card's colour on to this one or, between two, through it; the surer the fuller. */
function mixed(names) {
  if (!palettes.size) document.addEventListener("theme", () => palettes.clear(), { once: true });
  const [card, ...colours] = ["--card", ...names].map(parsed);
  return Uint32Array.from({ length: STEPS }, (_, step) => {
    const share = step / (STEPS - 1);
    const [full, sure] = colours.length === 1 ? [colours[0], share] : [colours[Number(share > 0.5)], Math.abs(2 * share - 1)];
    const [red, green, blue] = card.map((channel, k) => Math.round(channel + (full[k] - channel) * (PALEST + (FULLEST - PALEST) * sure)));
    return (255 << 24) | (blue << 16) | (green << 8) | red;
  });
}

const parsed = (name) => [1, 3, 5].map((start) => parseInt(token(name).slice(start, start + 2), 16));

/** Paints size × size places, the lowest row first, over a box of the canvas in pixels of the page; in a round one only
 *  what lies in its circle. `pixelAt(place)` is a pixel. */
export function paint(canvas, size, pixelAt, { left, top, width, height, isRound = false }) {
  const { sheet, image, pixels } = sheetOf(size);
  for (let row = size - 1, place = 0; row >= 0; row--) {
    for (let column = 0; column < size; column++, place++) pixels[row * size + column] = pixelAt(place);
  }
  sheet.getContext("2d").putImageData(image, 0, 0);
  const context = canvas.getContext("2d");
  const step = [width / (size - 1), height / (size - 1)]; // a value stands in the middle of its pixel
  context.save();
  context.beginPath();
  if (isRound) context.arc(left + width / 2, top + height / 2, width / 2, 0, 2 * Math.PI);
  else context.rect(left, top, width, height);
  context.clip();
  context.drawImage(sheet, left - step[0] / 2, top - step[1] / 2, width + step[0], height + step[1]);
  context.restore();
}

function sheetOf(size) {
  if (!sheets.has(size)) {
    const image = new ImageData(size, size);
    const sheet = document.createElement("canvas");
    sheet.width = sheet.height = size;
    sheets.set(size, { sheet, image, pixels: new Uint32Array(image.data.buffer) });
  }
  return sheets.get(size);
}

/** An empty canvas, to be painted in pixels of the page. */
export function clear(canvas) {
  const context = canvas.getContext("2d");
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
}

/** As many pixels as the display has for a figure of this size. */
export function fit(canvas, { width, height }) {
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
}
