// One thing, everywhere: what the reader points at lights up wherever it is shown.
// A subject is written "name row column": "l1 2 0" is a number, "l1" a whole variable, "l1 any 0" a
// neuron, "any 2 any" an example. An element says what it shows: data-subject="l1 2 0"; shows it
// several things, they are separated by semicolons, and pointing at it means the first.
const ANY = "any";
const read = new Map();
const marked = new Map();
const listeners = new Set();
let touched = null;

/** Sets data-KIND on every element that shows one of these subjects, or a part of it, or what it is part of. */
export function mark(kind, subjects) {
  const text = subjects.join(";");
  if (marked.get(kind)?.text === text) return;
  marked.set(kind, { text, wanted: triples(text) });
  apply(kind);
}

/** Elements have come or changed their subjects: marks them like the others. */
export const refreshMarks = () => marked.forEach((_, kind) => apply(kind));

/** `callback(subject)`, the text of what is pointed at or "", whenever that changes. */
export const onAttention = (callback) => listeners.add(callback);

function apply(kind) {
  const { wanted } = marked.get(kind);
  const concerned = wanted.length ? "[data-subject]" : `[data-subject][data-${kind}]`;
  for (const element of document.querySelectorAll(concerned)) {
    element.toggleAttribute(`data-${kind}`, wanted.length > 0 && triples(element.dataset.subject).some((shown) => wanted.some((each) => within(shown, each) || within(each, shown))));
  }
}

function triples(text) {
  if (!read.has(text)) read.set(text, text ? text.split(";").map(triple) : []);
  return read.get(text);
}

function triple(text) {
  const [name, row = ANY, column = ANY] = text.split(" ");
  return { name: name === "X" ? "l0" : name, row, column };
}

/** Is the first a part of the second? An example has a row in every layer; rows of weights are no examples. */
function within(part, whole) {
  const covers = (place) => whole[place] === ANY || whole[place] === part[place];
  const named = whole.name === part.name || (whole.name === ANY && /^(l\d|y|any)/.test(part.name));
  return named && covers("row") && covers("column");
}

function point(element) {
  const subject = (element?.dataset.subject ?? "").split(";")[0];
  if ((marked.get("lit")?.text ?? "") === subject) return;
  mark("lit", subject ? [subject] : []);
  for (const listener of listeners) listener(subject);
}

const shown = (target) => target?.closest?.("[data-subject]");
const focused = () => document.activeElement?.matches?.(":focus-visible") ? shown(document.activeElement) : null;

export function mountAttention() {
  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "touch") point(shown(target) ?? focused());
  });
  document.documentElement.addEventListener("pointerleave", () => point(focused()));
  document.addEventListener("click", ({ target, pointerType }) => {
    if (pointerType !== "touch") return;
    touched = shown(target);
    point(touched);
  });
  document.addEventListener("focusin", ({ target }) => point(shown(target)));
  document.addEventListener("focusout", ({ relatedTarget }) => { if (!relatedTarget) point(touched); });
}
