// What a pasted block has added to the tables, said where they stand until one goes on.
const ROWS = { inputs: ["example was", "examples were"], situations: ["new situation was", "new situations were"] };

/** A sentence about the rows that an experiment has more than the one before; "" when there are none. */
export function growth(before, now) {
  for (const [table, [one, several]] of Object.entries(ROWS)) {
    const more = now[table].length - before[table].length;
    if (more > 0) return `${more} ${more === 1 ? one : several} added, with 0 wherever nothing was pasted.`;
  }
  return "";
}
