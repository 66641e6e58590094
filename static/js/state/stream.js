// Receives: HTML is swapped in by htmx, frames go to the scheduler, which draws. Says so when the server is out of reach.
import { answerOf, connect } from "./connection.js";
import { fits, refreshExperiment } from "./experiment.js";
import { forget, isConfirmed, setBusy } from "./foresight.js";
import { tellGone } from "./gone.js";
import { awaitAnswer, onFrame, receive } from "./scheduler.js";
import { onSeen } from "./seen.js";

const RETRY = 1000; // milliseconds, and up to twice as many more, so that not all windows try at once
const LARGE = 100_000; // letters of a frame
const LOST = "The connection to the server is lost. It is tried again by itself.";
const FULL = "The server has no room for one more window just now. It is tried again by itself.";
export const UNKEPT = "Runs cannot be changed just now: the place where they are kept does not answer, or is full. The page goes on by itself, from what was kept last.";

export function mountStream() {
  const stream = document.getElementById("stream");
  const queue = new Queue();
  document.addEventListener("htmx:before:request", awaitAnswer);
  setBusy(true);
  onFrame(() => setBusy(false));
  follow(() => address(stream), {
    frame: (json) => { if (!isConfirmed(json)) queue.addFrame(json); },
    html: (text) => queue.add(() => swap(stream, text)),
  });
}

/** Stays connected to a stream while there is somebody to see it; `frame(json)` and `html(text)` are called back. */
export function follow(addressed, { frame, html }) {
  const alert = document.getElementById("alert");
  let close = null;
  let retry = 0;
  let isSeen = false;
  let isGone = false;

  const told = {
    opened: () => say(""),
    frame,
    html,
    ended: async () => {
      close = null;
      forget();
      setBusy(false);
      if (!alert.textContent) say(LOST);
      const { status, kept } = await answerOf(addressed());
      isGone = status === 404;
      if (isGone) tellGone(alert);
      else if (status >= 500) say(kept ? FULL : UNKEPT);
      else if (!status) say(LOST);
      retry = setTimeout(attend, RETRY * (1 + 2 * Math.random()));
    },
  };

  onSeen((seen) => { isSeen = seen; attend(); });
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", attend);

  function attend() {
    clearTimeout(retry);
    if (!isSeen || isGone) leave();
    else close ??= connect(addressed(), told);
  }

  function leave() {
    close?.();
    close = null;
  }

  function say(text) {
    if (alert.textContent !== text) alert.textContent = text;
  }
}

const address = (stream) => `${stream.dataset.address}?revision=${document.getElementById("experiment").dataset.revision}`;

/** HTML and frames come one after the other, and a swap takes its time. */
class Queue {
  done = Promise.resolve();
  newest = null; // of the large frames that wait

  add(step) {
    this.done = this.done.then(step).catch(reportError);
  }

  /** A large frame waits for those that have arrived already, and only the newest is read: a WebSocket
   * goes on bringing them while the page is still drawing. */
  addFrame(json) {
    if (json.length < LARGE) return this.add(() => show(JSON.parse(json)));
    if (this.newest === null) setTimeout(() => this.addNewest());
    this.newest = json;
    return undefined;
  }

  addNewest() {
    const json = this.newest;
    this.newest = null;
    this.add(() => show(JSON.parse(json)));
  }
}

async function swap(stream, text) {
  await window.htmx.swap({ sourceElement: stream, target: stream, swap: "none swapEmpty:false", text });
  refreshExperiment();
  document.title = `${document.getElementById("lesson").dataset.title} · Lines of Thought`;
}

function show(frame) {
  if (fits(frame)) receive(frame);
}
