// Where neurons stand and which numbers have room, for a network of any shape in a box of any size.
const TOP = 30;
const BOTTOM = 14;
const LABEL_WIDTH = 42;
const LABEL_HEIGHT = 15;
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
  return { columns, radius, gap, side, stacked, captions, labels: shape.slice(1).map((_, k) => labelPlaces(columns[k], columns[k + 1], gap, radius)) };
}

/** Where along each synapse its number stands (share of the way), or null when they would collide: every
 * source has a column of its own, in which its numbers are spread by the fan of its lines. */
function labelPlaces(sources, targets, gap, radius) {
  const usable = gap - 2 * radius - 8;
  if (targets.length === 1) {
    const apart = sources.length > 1 ? sources[1].y - sources[0].y : Infinity;
    return apart * 0.6 >= LABEL_HEIGHT && usable >= LABEL_WIDTH ? sources.map(() => 0.36) : null;
  }
  const start = Math.max((radius + 4 + LABEL_WIDTH / 2) / gap, LABEL_HEIGHT / (targets[1].y - targets[0].y));
  const end = 1 - (radius + 4 + LABEL_WIDTH / 2) / gap;
  const step = sources.length > 1 ? (end - start) / (sources.length - 1) : 0;
  if (start > end || (sources.length > 1 && step * gap < LABEL_WIDTH)) return null;
  return sources.map((_, from) => start + from * step);
}
