// Receives: HTML messages are htmx's, frames go to the scheduler, which draws.
import { fits, refreshExperiment } from "./experiment.js";
import { receive } from "./scheduler.js";

const LOST = "The connection to the server is lost. It is tried again by itself.";

export function mountStream() {
  const stream = document.getElementById("stream");
  const alert = document.getElementById("alert");

  stream.addEventListener("nn:frame", (event) => {
    const frame = JSON.parse(event.detail.data);
    if (fits(frame)) receive(frame);
  });
  stream.addEventListener("htmx:sse:after:message", (event) => {
    if (!event.detail.message.event) refreshExperiment();
  });
  stream.addEventListener("htmx:sse:error", () => say(LOST));
  stream.addEventListener("htmx:sse:after:connection", () => say(""));
  document.addEventListener("htmx:response:error", (event) => {
    if (event.detail.ctx.response.status >= 500) say("The server could not do that just now. Try again in a moment.");
  });
  document.addEventListener("htmx:after:request", (event) => {
    if (event.detail.ctx.response.status < 400) say("");
  });

  function say(text) {
    alert.textContent = text;
  }
}
