// Sets one weight by hand: the synapse that is being explained.
import { command } from "../state/commands.js";
import { parse } from "../state/variables.js";

const field = () => document.getElementById("weight");
const problem = () => document.getElementById("weight-problem");
const UNCHANGED = 205;
let synapse = null;
let present = ""; // what the run has
let isAccepted = false; // and the field does not show it yet

/** Offers the field for this synapse, { name: "syn0", row, column }; null hides it. */
export function showWeight(subject, value) {
  const { layer } = parse(subject?.name ?? "syn0");
  const same = subject && synapse?.layer === layer && synapse.from === subject.row && synapse.to === subject.column;
  document.getElementById("weight-form").hidden = !subject;
  if (!same) accept();
  if (!subject) { synapse = null; return; }
  synapse = { layer, from: subject.row, to: subject.column };
  present = value;
  const refused = field().hasAttribute("aria-invalid");
  if (!same || isAccepted || (!refused && document.activeElement !== field())) write();
}

function write() {
  isAccepted = false;
  field().value = present;
}

export function mountWeightEditor() {
  document.getElementById("weight-form").addEventListener("submit", (event) => { event.preventDefault(); field().select(); });
  field().addEventListener("input", () => { isAccepted = false; });
  field().addEventListener("change", async () => {
    const before = present;
    const status = await command("PATCH", "weights", { ...synapse, value: field().value });
    if (status === 422) field().setAttribute("aria-invalid", "true");
    else if (status && status < 400) accept();
    if (status === UNCHANGED || (status < 400 && present !== before)) write();
    else isAccepted = status > 0 && status < 400;
  });
}

function accept() {
  field().removeAttribute("aria-invalid");
  problem().textContent = "";
}
