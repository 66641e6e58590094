// A matrix as a table of cells, as large as can be read; used wherever numbers are shown.
const MOST_ROWS = 24;
const MOST_COLUMNS = 16;

/** Fills `element` with an empty table; answers its cells as { row, column, cell }. */
export function fillGrid(element, rows, columns) {
  const table = document.createElement("table");
  const cells = [];
  for (let row = 0; row < Math.min(rows, MOST_ROWS); row++) {
    const line = table.insertRow();
    for (let column = 0; column < Math.min(columns, MOST_COLUMNS); column++) cells.push({ row, column, cell: line.insertCell() });
  }
  element.replaceChildren(table);
  return cells;
}
