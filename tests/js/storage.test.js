import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { store, stored, storedValue, storeValue } from "../../static/js/state/storage.js";

const browser = (storage) => Object.defineProperty(globalThis, "localStorage", { configurable: true, ...storage });
const blocked = () => browser({ get() { throw new Error("blocked"); } });
const working = (kept) => browser({ value: {
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, text) => { kept.set(name, text); },
} });

beforeEach(() => working(new Map()));

test("what is blocked is kept as long as the page, and stored once storing works again", () => {
  blocked();
  assert.equal(stored("theme"), null);
  store("theme", "dark");
  assert.equal(stored("theme"), "dark");
  const kept = new Map();
  working(kept);
  store("theme", "light");
  assert.equal(kept.get("theme"), "light");
  assert.equal(stored("theme"), "light");
});

test("what cannot be read as JSON counts as nothing kept", () => {
  store("speed", "{");
  assert.equal(storedValue("speed", 3), 3);
  storeValue("speed", 0);
  assert.equal(storedValue("speed", 3), 0);
});
