// The one way the page's own scripts ask for a change: an htmx request, answered by the next frame.
const run = () => document.body.dataset.run;

const WATCHING = "You are only watching this run. Make a copy of your own to change something.";

/** Sends a command; the promise resolves with the response's status. */
export async function command(method, path, values, source = document.body) {
  let status = 0;
  if ("watched" in document.body.dataset) {
    document.getElementById("alert").textContent = WATCHING;
    return status;
  }
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
