// The line where a quantity on a grid passes a level: marching squares (Lorensen and Cline 1987, in two dimensions).

/** Segments [x, y, x, y] in steps of the grid, whose values (size × size, flat) lie row by row. Where a square is
 * crossed twice, the mean of its corners says which ends belong together. `between(from, to)` is the share of the way from one
 * place of the grid to its neighbour where the level is passed; without it the values in between are taken for a straight line. */
export function contour(values, size, level, between = null) {
  const segments = [];
  const share = (x1, y1, from, x2, y2, to) => between ? between([x1, y1], [x2, y2]) : (level - from) / (to - from);
  for (let y = 0; y < size - 1; y++) {
    for (let x = 0; x < size - 1; x++) square(values, size, level, x, y, segments, share);
  }
  return segments;
}

function square(values, size, level, x, y, segments, share) {
  const first = y * size + x;
  const a = values[first], b = values[first + 1], c = values[first + size + 1], d = values[first + size];
  const above = a > level;
  if (above === b > level && above === c > level && above === d > level) return;
  const ends = [];
  if (above !== b > level) ends.push([x + share(x, y, a, x + 1, y, b), y]);
  if (b > level !== c > level) ends.push([x + 1, y + share(x + 1, y, b, x + 1, y + 1, c)]);
  if (c > level !== d > level) ends.push([x + share(x, y + 1, d, x + 1, y + 1, c), y + 1]);
  if (d > level !== above) ends.push([x, y + share(x, y, a, x, y + 1, d)]);
  const isTurned = ends.length === 4 && (a + b + c + d) / 4 > level === above;
  if (isTurned) ends.push(ends.shift());
  if (isTurned) ends.reverse();
  for (let end = 0; end < ends.length; end += 2) segments.push([...ends[end], ...ends[end + 1]]);
}

/** The hull of some points, as a polygon (Andrew's monotone chain). */
export function hull(points) {
  const sorted = points.toSorted(([a, b], [c, d]) => a - c || b - d);
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function chain(points) {
  const kept = [];
  for (const point of points) {
    while (kept.length > 1 && turn(kept.at(-2), kept.at(-1), point) <= 0) kept.pop();
    kept.push(point);
  }
  return kept.slice(0, -1);
}

const turn = ([ax, ay], [bx, by], [cx, cy]) => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
