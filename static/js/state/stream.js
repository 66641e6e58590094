// Receives: HTML messages are htmx's, frames go to the scheduler, which draws. Says so when the server is out of reach.
import { fits, refreshExperiment } from "./experiment.js";
import { tellGone } from "./gone.js";
import { receive } from "./scheduler.js";

const RETRY = 3000; // milliseconds
const LOST = "The connection to the server is lost. It is tried again by itself.";
const UNHEARD = "That did not reach the server. Try again when the connection is back.";
const FULL = "The server has no room for one more window just now. It is tried again by itself.";
const FAILED = "The server could not do that just now. Try again in a moment.";

export function mountStream() {
  const stream = document.getElementById("stream");
  const alert = document.getElementById("alert");
  let gone = false;

  stream.addEventListener("nn:frame", (event) => {
    const frame = JSON.parse(event.detail.data);
    if (fits(frame)) receive(frame);
  });
  stream.addEventListener("htmx:sse:after:message", (event) => {
    if (!event.detail.message.event) refreshExperiment();
  });
  stream.addEventListener("htmx:sse:after:connection", () => say(""));
  stream.addEventListener("htmx:sse:before:connection", ({ detail }) => { detail.connection.cancelled = gone; });
  stream.addEventListener("htmx:sse:error", ({ detail }) => {
    gone = detail.status === 404;
    if (gone) tellGone(alert);
    else say(LOST);
  });
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (ctx?.sourceElement === stream) connectLater(LOST);
    else if (ctx) say(UNHEARD);
  });
  document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
    if (ctx.sourceElement === stream) connectLater(FULL);
    else if (ctx.response.status >= 500) say(FAILED);
  });
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.response.status < 400) say("");
    document.getElementById("not-kept").hidden = !ctx.response.headers.get("X-Not-Kept");
  });

  /** The first connection did not come about; the later ones htmx sees to. */
  function connectLater(why) {
    say(why);
    setTimeout(() => window.htmx.ajax("GET", stream.getAttribute("hx-sse:connect"), { source: stream, swap: "none" }), RETRY);
  }

  function say(text) {
    alert.textContent = text;
  }
}

