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

const HEARD = 50; // milliseconds after which what is only heard is written: first there is the picture
const heard = new Map();

/** The same for what is read to those who do not see it. */
export function putLater(element, text) {
  if (!heard.size) setTimeout(tell, HEARD);
  heard.set(element, text);
}

function tell() {
  heard.forEach((text, element) => put(element, text));
  heard.clear();
}
