// Where neurons stand and which numbers have room, for a network of any shape in a box of any size.
const TOP = 26;
const BOTTOM = 10;
const LABEL_WIDTH = 48;
const LABEL_HEIGHT = 15;

export function layOut(shape, width, height) {
  const narrow = width < 520;
  const side = narrow ? 70 : 96;
  const gap = (width - 2 * side) / (shape.length - 1);
  const most = Math.max(...shape);
  const room = (height - TOP - BOTTOM) / most;
  const radius = Math.max(2, Math.min(24, room * 0.32, gap * 0.2));
  const columns = shape.map((size, layer) => {
    const pitch = Math.min((height - TOP - BOTTOM) / size, 120);
    const first = TOP + (height - TOP - BOTTOM - pitch * (size - 1)) / 2;
    return Array.from({ length: size }, (_, neuron) => ({ x: side + layer * gap, y: first + neuron * pitch }));
  });
  return { columns, radius, gap, side, values: radius >= 15, labels: shape.slice(1).map((size, k) => labelPlaces(columns[k], columns[k + 1], gap, radius)) };
}

/** Where along each synapse its number stands (share of the way), or null when they would collide: every
 * source has a column of its own, in which its numbers are spread by the fan of its lines. */
function labelPlaces(sources, targets, gap, radius) {
  const usable = gap - 2 * radius - 12;
  const pitch = targets.length > 1 ? targets[1].y - targets[0].y : Infinity;
  if (targets.length === 1) {
    const apart = sources.length > 1 ? sources[1].y - sources[0].y : Infinity;
    return apart * 0.6 >= LABEL_HEIGHT && usable >= LABEL_WIDTH ? sources.map(() => 0.36) : null;
  }
  if (usable < sources.length * LABEL_WIDTH) return null;
  const start = Math.max((radius + 6 + LABEL_WIDTH / 2) / gap, LABEL_HEIGHT / pitch);
  const end = 1 - (radius + 8 + LABEL_WIDTH / 2) / gap;
  const step = sources.length > 1 ? (end - start) / (sources.length - 1) : 0;
  if (sources.length > 1 && step * gap < LABEL_WIDTH - 4) return null;
  return sources.map((_, from) => start + from * step);
}
