// The one way the page's own scripts ask for a change: an htmx request, answered by the next frame.
const run = () => document.body.dataset.run;

const WATCHING = "You are only watching this run. Make a copy of your own to change something.";

let before = Promise.resolve(0); // the command that was given last

/** Sends a command; the promise resolves with the response's status. Each waits for the one before, as htmx forgets the third of those
 *  that come together; a source whose `hx-sync` says what becomes of them has its own way. */
export async function command(method, path, values, source = document.body) {
  if ("watched" in document.body.dataset) {
    document.getElementById("alert").textContent = WATCHING;
    return 0;
  }
  if (source.hasAttribute("hx-sync")) return send(method, path, values, source);
  const sent = before.then(() => send(method, path, values, source.isConnected ? source : document.body));
  before = sent.catch(() => 0);
  return sent;
}

async function send(method, path, values, source) {
  let status = 0;
  const note = (event) => { if (event.detail.ctx.sourceElement === source) status = event.detail.ctx.response?.status ?? 0; };
  document.addEventListener("htmx:after:request", note);
  try {
    await window.htmx.ajax(method, `${run()}/${path}`, { source, values, swap: "none" });
  } finally {
    document.removeEventListener("htmx:after:request", note);
  }
  return status;
}

export const edit = (values, source) => command("PATCH", "experiment", values, source);
