// What becomes of commands, when it is not the answer that one expects: said where it is read at once.
const PATIENCE = 4000; // milliseconds
const UNHEARD = "That did not reach the server. Try again when the connection is back.";
const FAILED = "The server could not do that just now. Try again in a moment.";
const SILENT = "The server has not answered yet. Either it is at work on something large, or it does not run any more.";

export function mountAnswers() {
  const alert = document.getElementById("alert");
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
    if (ctx.response.status >= 500) say(FAILED);
  });
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.response.status < 400) say("");
    document.getElementById("not-kept").hidden = !ctx.response.headers.get("X-Not-Kept");
  });

  function say(text) {
    if (alert.textContent !== text) alert.textContent = text;
  }
}
