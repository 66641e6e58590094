// Many things, one tab stop: within a [data-rove] the arrows move, row by row, and Enter chooses.
const ITEM = "[data-subject][tabindex]";
const ROW = "tr, li, .line, .fan";
const seen = (item) => item.checkVisibility();

export function mountRoving() {
  document.addEventListener("focusin", ({ target }) => {
    const box = target.matches?.(ITEM) && target.closest("[data-rove]");
    if (!box || target.tabIndex === 0) return;
    for (const item of box.querySelectorAll(`${ITEM}[tabindex="0"]`)) item.tabIndex = -1;
    target.tabIndex = 0;
  });
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    const box = target.matches?.(ITEM) && target.closest("[data-rove]");
    if (!box || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((key === "Enter" || key === " ") && target.localName !== "button") target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    else if (!move(box, target, key)) return;
    event.preventDefault();
  });
}

/** Makes the first of these items the tab stop of its box. */
export function enter(items) {
  items.forEach((item, index) => { item.tabIndex = index ? -1 : 0; });
}

function move(box, item, key) {
  const items = [...box.querySelectorAll(ITEM)].filter(seen);
  const row = items.filter((each) => each.closest(ROW) === item.closest(ROW));
  const place = items.indexOf(item);
  const next = {
    ArrowRight: () => items[place + 1],
    ArrowLeft: () => items[place - 1],
    ArrowDown: () => beside(items, row, item, 1),
    ArrowUp: () => beside(items, row, item, -1),
    Home: () => row[0],
    End: () => row.at(-1),
  }[key];
  if (!next) return false;
  next()?.focus();
  return true;
}

function beside(items, row, item, step) {
  const edge = items[items.indexOf(step > 0 ? row.at(-1) : row[0]) + step];
  const other = edge ? items.filter((each) => each.closest(ROW) === edge.closest(ROW)) : [];
  return other[Math.min(row.indexOf(item), other.length - 1)];
}
