// Sets one weight by hand: the synapse that is being explained.
import { command } from "../state/commands.js";
import { parse } from "../state/variables.js";

const field = () => document.getElementById("weight");
const problem = () => document.getElementById("weight-problem");
let synapse = null;

/** Offers the field for this synapse, { name: "syn0", row, column }; null hides it. */
export function showWeight(subject, value) {
  const { layer } = parse(subject?.name ?? "syn0");
  const same = subject && synapse?.layer === layer && synapse.from === subject.row && synapse.to === subject.column;
  document.getElementById("weight-form").hidden = !subject;
  if (!same) accept();
  if (!subject) { synapse = null; return; }
  synapse = { layer, from: subject.row, to: subject.column };
  const refused = field().hasAttribute("aria-invalid");
  if (!same || (!refused && document.activeElement !== field())) field().value = value;
}

export function mountWeightEditor() {
  document.getElementById("weight-form").addEventListener("submit", (event) => { event.preventDefault(); field().select(); });
  field().addEventListener("change", async () => {
    const status = await command("PATCH", "weights", { ...synapse, value: field().value }, field());
    if (status === 422) field().setAttribute("aria-invalid", "true");
    else if (status && status < 400) accept();
  });
}

function accept() {
  field().removeAttribute("aria-invalid");
  problem().textContent = "";
}
