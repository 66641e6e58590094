// A refused value stays where it was typed, marked, with what is allowed; the run goes on without it.
import { edit } from "./commands.js";
import { onExperiment } from "./experiment.js";

const refused = new Map(); // id of a field: what is wrong with its value, and where that is said

/** Sends what a field holds; the server decides what is allowed and says so. */
export async function submit(field) {
  const status = await edit({ [field.name]: field.value }, field);
  if (status === 422) refuse(field, placeOf(field).textContent.trim());
  else if (status && status < 400) accept(field);
}

export function accept(field) {
  refused.delete(field.id);
  field.removeAttribute("aria-invalid");
  explain(field);
}

/** Shows what is wrong with this field, or else with another whose faults are told in the same place. */
export function explain(field) {
  const place = placeOf(field);
  const others = [...refused.values()].filter((other) => other.place === place.id);
  place.textContent = (refused.get(field.id) ?? others.at(-1))?.message ?? "";
}

function refuse(field, message) {
  const place = placeOf(field).id;
  refused.set(field.id, { message, place });
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", place);
  explain(field);
}

const placeOf = (field) => document.getElementById(field.closest("#settings") ? "settings-problem" : "table-problem");

/** The server's new HTML knows nothing of values it refused: those that still stand are marked again. */
onExperiment(() => {
  for (const [id, { message }] of refused) {
    const field = document.getElementById(id);
    if (field && field.value !== field.defaultValue) refuse(field, message);
    else refused.delete(id);
  }
});
