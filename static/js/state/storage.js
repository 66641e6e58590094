// The one door to the browser's storage. In a frame of another site it may be blocked, or it may be full:
// then what is kept lasts as long as the page.
const page = new Map();

/** The text kept under a name, or null. */
export function stored(name) {
  if (page.has(name)) return page.get(name);
  try { return localStorage.getItem(name); } catch { return null; }
}

/** Keeps a text under a name. */
export function store(name, text) {
  try {
    localStorage.setItem(name, text);
    page.delete(name);
  } catch { page.set(name, text); }
}

/** The value kept under a name as JSON; `otherwise` where there is none that can be read. */
export function storedValue(name, otherwise) {
  try { return JSON.parse(stored(name)) ?? otherwise; } catch { return otherwise; }
}

export const storeValue = (name, value) => store(name, JSON.stringify(value));
