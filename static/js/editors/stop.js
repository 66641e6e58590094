// "Stop when…": plays at the chosen speed until what the dialog says happens, and tells what did.
import { onFrame } from "../state/scheduler.js";

export function mountStop() {
  const dialog = document.getElementById("stop-dialog");
  const form = document.getElementById("stop-form");
  form.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    for (const [name, value] of [...ctx.request.body]) if (!value.trim()) ctx.request.body.delete(name);
    ctx.request.body.set("speed", document.getElementById("run-speed").value);
  });
  form.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.response.status < 400) dialog.close();
  });
  onFrame(({ stopped }) => {
    const status = document.getElementById("status");
    if (stopped) status.textContent = `stopped: ${stopped}`;
    status.classList.toggle("stopped", Boolean(stopped));
  });
}
