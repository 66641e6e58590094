// The one way the page's own scripts ask for a change: an htmx request, answered by the next frame.
const run = () => document.body.dataset.run;

const WATCHING = "You are only watching this run. Make a copy of your own to change something.";

/** Sends a command; the promise resolves with the response's status, or 0 without one. All commands of a page, those of its forms as
 *  well, go one after another, since htmx's queue is that of the body; a `source` with an `hx-sync` of its own has its own way. */
export function command(method, path, values, source = document.body) {
  if ("watched" in document.body.dataset) {
    document.getElementById("alert").textContent = WATCHING;
    return Promise.resolve(0);
  }
  return new Promise((resolve) => {
    const given = Symbol(path); // htmx's own promise resolves when a request has begun to wait
    document.addEventListener("htmx:finally:request", function ended({ detail: { ctx } }) {
      if (ctx.given !== given) return;
      document.removeEventListener("htmx:finally:request", ended);
      resolve(ctx.response?.status ?? 0);
    });
    window.htmx.ajax(method, `${run()}/${path}`, { source, values, swap: "none", given });
  });
}

export const edit = (values) => command("PATCH", "experiment", values);
