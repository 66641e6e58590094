// The list of walks: a walk that was left can be taken up where it was.
import { at } from "./state/addresses.js";
import { storedValue } from "./state/storage.js";
const stops = storedValue("walks", {});

for (const entry of document.querySelectorAll("[data-walk]")) {
  const { walk } = entry.dataset;
  if (!(stops[walk] > 1)) continue;
  const link = document.createElement("a");
  link.href = at(`/walks/${walk}?stop=${stops[walk]}`);
  link.textContent = `Go on at stop ${stops[walk]}`;
  entry.append(link);
}
