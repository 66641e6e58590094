// One sentence for who is here for the first time: what to press, and that there are walks. The first command
// or the way to a walk is the end of it, for good.
import { store, stored } from "../state/storage.js";

const root = () => document.documentElement;

export function mountGreeting() {
  if (stored("greeted") || !document.getElementById("greeting")) return;
  if (document.getElementById("walk")) return done();
  root().toggleAttribute("data-new", true);
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.request.method.toUpperCase() !== "GET" && ctx.response.status < 400) done();
  });
  document.addEventListener("click", ({ target }) => { if (target.closest?.("a.to-walks")) done(); });
  return undefined;
}

function done() {
  store("greeted", "yes");
  root().removeAttribute("data-new");
}
