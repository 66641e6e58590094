// Run, Step, Back, the speed and the iteration: forms that htmx sends, kept in step with the frames.
import { command } from "../state/commands.js";
import { experiment } from "../state/experiment.js";
import { error } from "../maths/format.js";
import { isStill } from "../state/motion.js";
import { latest, onFrame, onNews } from "../state/scheduler.js";
import { put, putNumber } from "./writing.js";

const isSmall = () => matchMedia("(max-width: 44rem) and (min-height: 30rem)").matches;
const element = (id) => document.getElementById(id);

export function mountTransport() {
  mountSpeed();
  element("run-button").addEventListener("click", () => { if (isSmall() && !running()) bringPictures(); });
  const runForm = element("run-form");
  runForm.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    if (element("run-button").textContent !== "Pause") return; // what was read is what was meant
    ctx.request.action = `${document.body.dataset.run}/pause`;
    ctx.request.body.delete("speed");
  });
  onFrame(({ error: mean }) => putNumber(element("mean-error"), error(mean)));
  onNews(({ status, iteration }) => {
    put(element("run-button"), status === "running" ? "Pause" : "Run");
    putNumber(element("iteration"), String(iteration));
    put(element("status"), status);
    element("status").dataset.status = status;
    element("back-button").disabled = iteration === 0;
    element("finish-button").disabled = iteration >= experiment().iterations;
  });
}

/** On a phone: the network and the curve of the error fit between the edge and the controls. */
function bringPictures() {
  const [network, curve] = [element("network"), document.querySelector('[data-panel="descent"]')];
  if (!network) return;
  const isInSight = network.getBoundingClientRect().top >= 0 && curve.getBoundingClientRect().bottom <= element("transport").getBoundingClientRect().top;
  if (!isInSight && !document.getElementById("walk")) network.scrollIntoView({ block: "start", behavior: isStill() ? "instant" : "smooth" });
}

const running = () => latest()?.status === "running";

function mountSpeed() {
  const slider = element("speed");
  const speeds = slider.dataset.speeds.split(" ");
  const name = (speed) => Number.isNaN(Number(speed)) ? speed : speed < 1 ? "slow motion" : `${speed} per second`;
  const show = () => {
    const speed = speeds[slider.value];
    slider.setAttribute("aria-valuetext", name(speed));
    element("speed-text").textContent = name(speed);
    element("run-speed").value = speed;
    return speed;
  };
  slider.addEventListener("input", show);
  slider.addEventListener("change", () => { if (running()) command("POST", "run", { speed: show() }); });
  show();
}
