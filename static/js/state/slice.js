// Which columns of the table the input plane has as its axes: what shows the same places follows it.
let columns = [];

export const slice = () => columns;

export const showSlice = (chosen) => { columns = chosen; };
