// How numbers are written. Pictures get a real minus sign; what a reader may copy into Python does not.
const minus = (text) => text.replace("-", "−");

const HUGE = 1e7; // from there on a number is written with its power of ten

const fixed = (value, decimals) => value === null ? "–" : Math.abs(value) < HUGE ? value.toFixed(decimals) : value.toExponential(4);

/** An answer, 0…1, four decimals. */
export const answer = (value) => fixed(value, 4);

/** Eight decimals, as NumPy prints a matrix. */
export const precise = (value) => {
  if (value === null) return "–";
  const size = Math.abs(value);
  return size >= 1e6 || (size > 0 && size < 1e-7) ? value.toExponential(4) : value.toFixed(8);
};

/** Short, for a picture. */
export const short = (value) => {
  if (value === null) return "–";
  const size = Math.abs(value);
  return minus(size >= 1e4 ? value.toExponential(0) : size < 0.005 ? "0.00" : value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2));
};

/** The same without zeros at its end: a value of an axis or a legend. */
export const trimmed = (value) => short(value).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

/** What is about to be added: always signed, with so many digits that count. */
export const change = (value, digits = 2) => {
  if (value === 0) return "±0";
  const size = Math.abs(value);
  return (value < 0 ? "−" : "+") + minus(size < 1e-5 || size >= 1e4 ? size.toExponential(0) : size < 1 ? size.toPrecision(digits) : size.toFixed(digits));
};

/** Four decimals, more for a very small number: a number as a sentence or a formula has it. */
export const plain = (value) => {
  if (value === null) return "–";
  if (Math.abs(value) >= HUGE && !Number.isSafeInteger(value)) return minus(value.toExponential(4));
  return minus(Number.isInteger(value) ? String(value) : Math.abs(value) >= 1e-4 ? value.toFixed(4) : value.toExponential(1));
};

export const error = (value) => fixed(value, 6);

export const sign = (value) => value < 0 ? "minus" : "plus";
