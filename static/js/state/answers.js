// What becomes of commands, when it is not the answer that one expects: said where it is read at once.
import { onFrame } from "./scheduler.js";
import { onSeen } from "./seen.js";
import { UNKEPT } from "./stream.js";

const PATIENCE = 4000; // milliseconds
const UNHEARD = "That did not reach the server. Try again when the connection is back.";
const FAILED = "The server could not do that just now. Try again in a moment.";
const SILENT = "The server has said nothing for some seconds: it is at work on something large, or it stands still.";

export function mountAnswers() {
  const alert = document.getElementById("alert");
  const band = document.getElementById("not-kept"); // of a server that works on in memory meanwhile
  const waiting = new Map();

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    waiting.set(ctx, setTimeout(() => say(SILENT), PATIENCE));
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    clearTimeout(waiting.get(ctx));
    waiting.delete(ctx);
  });
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (ctx) say(UNHEARD);
  });
  document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
    if (ctx.response.status >= 500) say(!band && isUnkept(ctx) ? UNKEPT : FAILED);
  });
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.response.status < 400) say("");
    if (band) band.hidden = !isUnkept(ctx);
  });
  mountSilence((isSilent) => {
    if (isSilent ? !alert.textContent : alert.textContent === SILENT && !waiting.size) say(isSilent ? SILENT : "");
  });

  function say(text) {
    if (alert.textContent !== text) alert.textContent = text;
  }
}

const isUnkept = ({ response }) => Boolean(response.headers.get("X-Not-Kept"));

/** Calls back with true when a run that plays shows nothing new for a while, and with false on every frame. */
function mountSilence(callback) {
  let timer = 0;
  onSeen((seen) => { if (!seen) clearTimeout(timer); });
  onFrame(({ status }) => {
    clearTimeout(timer);
    callback(false);
    if (status === "running") timer = setTimeout(callback, PATIENCE, true);
  });
}
