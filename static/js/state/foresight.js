// The iteration to come, asked for while the run rests: Step shows at once what the engine has computed already, and the
// command only confirms it. Whatever else happens to the run meanwhile, the frame that comes is another one, and is shown.
import { fits } from "./experiment.js";
import { latest, onNews, receive } from "./scheduler.js";

const REST = 80; // milliseconds without a new frame, after which the next one is asked for
const PATIENCE = 4000; // milliseconds after which what nobody has confirmed is not shown any longer
let asked = null; // the frame whose next one was asked for
let known = null; // { from, frame, text }: what a step makes of the frame `from`
let shown = null; // the same, while it is shown and not confirmed
let left = null; // the frame from which the last Step went
let underWay = 0; // commands
let timer = 0;

export function mountForesight() {
  if ("watched" in document.body.dataset) return;
  onNews(attend);
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (isStep(ctx)) left = latest();
    if (!underWay && isStep(ctx) && known?.from === latest()) queueMicrotask(show); // the command leaves first
    underWay += 1;
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    underWay -= 1;
    if (isStep(ctx) && !(ctx.response?.status < 400)) takeBack();
    if (isStep(ctx) && ctx.response?.status === 503 && left && fits(left)) receive(left); // its frame came, and was not kept
  });
}

/** Whether this frame, as it came, is shown already. */
export function isConfirmed(text) {
  const isSame = shown?.text === text;
  if (shown) settle();
  if (isSame) attend(latest());
  return isSame;
}

/** The page is busy while it does not know how the run stands: before the first frame, and before one that is shown is confirmed. */
export function setBusy(is) {
  document.querySelector("main").ariaBusy = String(is || shown !== null);
}

/** The connection is lost: nothing is known any more. */
export function forget() {
  if (!shown) clearTimeout(timer);
  asked = known = null;
}

const isStep = ({ sourceElement }) => sourceElement === document.getElementById("step-button").form;

function attend(frame) {
  if (shown || frame === asked) return;
  forget();
  asked = frame;
  if (frame.status !== "running") timer = setTimeout(() => look(frame).catch(forget), REST);
}

async function look(from) {
  const response = await fetch(`${document.body.dataset.run}/next`, { headers: { Accept: "application/json" } });
  if (response.status !== 200) return;
  const text = await response.text();
  const frame = JSON.parse(text);
  if (latest() === from && frame.iteration === from.iteration + 1) known = { from, frame, text };
}

function show() {
  if (known?.from !== latest()) return;
  shown = known;
  forget();
  timer = setTimeout(takeBack, PATIENCE);
  setBusy(true);
  receive(shown.frame);
}

function settle() {
  clearTimeout(timer);
  shown = null;
  setBusy(false);
}

/** The command has failed, or nobody knows: the run is shown where it stood. */
function takeBack() {
  if (!shown) return;
  const { from } = shown;
  settle();
  if (fits(from)) receive(from);
}
