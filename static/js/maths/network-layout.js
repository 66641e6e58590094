// Where neurons stand, for a network of any shape in a box of any size.
const TOP = 30;
const BOTTOM = 14;
const CAPTION = 17; // height of a name or a number above or below a neuron
const LARGEST = 22;
const SMALLEST_CAPTIONED = 11; // radius below which a number beneath costs a hidden neuron too much room

/** `bare` is without names beside the ends. */
export function layOut(shape, width, height, bare = false) {
  const top = bare ? BOTTOM : TOP;
  const usable = height - top - BOTTOM;
  const ends = Math.max(shape[0], shape.at(-1));
  const stacked = usable / ends >= 2 * 12 + 2 * CAPTION;
  const side = bare ? LARGEST + 6 : stacked ? 52 : Math.min(135, width * 0.24);
  const gap = (width - 2 * side) / (shape.length - 1);
  const pitches = shape.map((size) => Math.min(usable / size, 116));
  const pitch = usable / Math.max(...shape);
  const captioned = (pitch - CAPTION - 2) / 2;
  const radius = Math.max(2, Math.min(LARGEST, gap * 0.2, stacked ? (usable / ends - 2 * CAPTION) / 2 : LARGEST, captioned < SMALLEST_CAPTIONED ? pitch * 0.36 : captioned));
  const columns = shape.map((size, layer) => {
    const first = top + (usable - pitches[layer] * (size - 1)) / 2;
    return Array.from({ length: size }, (_, neuron) => ({ x: side + layer * gap, y: first + neuron * pitches[layer] }));
  });
  const captions = shape.map((_, layer) => pitches[layer] >= 2 * radius + CAPTION + 2);
  return { columns, radius, gap, side, stacked, captions };
}
