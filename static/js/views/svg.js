// Small helpers for our own SVG.
const NAMESPACE = "http://www.w3.org/2000/svg";

export function make(tag, attributes = {}, parent = null) {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent?.append(element);
  return element;
}

/** Only what differs is set: the same would be drawn anew as well. */
export function set(element, attributes) {
  for (const name in attributes) if (element.getAttribute(name) !== String(attributes[name])) element.setAttribute(name, attributes[name]);
}

const tokens = new Map(); // to ask the browser amid other changes makes it work out all styles anew
let known = ""; // the theme whose tokens they are

export function token(name) {
  const { theme } = document.documentElement.dataset;
  if (theme !== known) tokens.clear();
  known = theme;
  if (!tokens.has(name)) tokens.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return tokens.get(name);
}
