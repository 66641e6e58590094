// What stands on the page is touched only where it changes: whatever is written, be it the same, is laid out anew.
export function put(element, text) {
  if (element.textContent === text) return;
  const only = element.childNodes.length === 1 ? element.firstChild : null;
  if (only?.nodeType === Node.TEXT_NODE) only.data = text;
  else element.textContent = text;
}

/** The same for a number, in a box as wide as its letters: only when they become more or fewer is the page laid out around it. */
export function putNumber(output, text) {
  put(output, text);
  if (output.dataset.letters === String(text.length)) return;
  output.dataset.letters = text.length;
  output.style.inlineSize = `${text.length}ch`;
}

const LATER = 50; // milliseconds after which what nobody sees is written: first there is the picture
const waiting = new Map();

/** Writes this in a moment, and of all that is to be written until then for the same reason only the last. */
export function later(write, reason = write) {
  if (!waiting.size) setTimeout(writeAll, LATER);
  waiting.set(reason, write);
}

function writeAll() {
  const all = [...waiting.values()];
  waiting.clear();
  for (const write of all) write();
}

/** The same for what is read to those who do not see it. */
export const putLater = (element, text) => later(() => put(element, text), element);
