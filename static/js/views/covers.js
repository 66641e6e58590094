// What would give a walk's answer away is covered, wherever the page shows it and however often it is built anew:
// by a style sheet, since elements come and go.
import { numbersOf } from "./places.js";

let sheet = null;

/** Covers the numbers of these, in words, and nothing else. */
export function cover(words) {
  if (!sheet) document.adoptedStyleSheets.push(sheet = new CSSStyleSheet());
  const covered = `:is(${words.map(numbersOf).join(", ")})`;
  sheet.replaceSync(words.length ? `
    ${covered} { visibility: hidden; position: relative; }
    ${covered}::after { content: "?"; visibility: visible; position: absolute; inset: 0; display: grid; place-items: center; color: var(--chosen); font-weight: 600; }
    .plane > :not(.none), .plane svg * { visibility: hidden; }
    .plane:not(:has(> .none:not([hidden])))::after { content: "Covered until you have answered"; position: absolute; inset: 0; display: grid; place-items: center; padding: 1rem; color: var(--chosen); font-weight: 600; text-align: center; }
    .plane { position: relative; }` : "");
}
