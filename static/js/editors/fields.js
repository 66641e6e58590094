// What a field holds: sent when it is left, marked when it is refused, and never older than the run itself.
// A refused value stays where it was typed, marked, with what is allowed; the run goes on without it.
import { edit } from "../state/commands.js";
import { onExperiment } from "../state/experiment.js";

const UNCHANGED = 205;
const FIELDS = ":is(#settings, #training, #situations) input[name][value]";
const PLACES = ["settings-problem", "table-problem"];
const refused = new Map(); // id of a field: what is wrong with its value, and where that is said
const sending = new Map(); // field: how many of its values are on their way
let typing = null; // the field with a text that was not sent yet

/** Before the editors that send fields. */
export function mountFields() {
  document.addEventListener("input", ({ target }) => { typing = target; });
  onExperiment(() => {
    remark();
    for (const field of document.querySelectorAll(FIELDS)) follow(field);
  });
}

/** Sends what a field holds; the server decides what is allowed and says so. */
export async function submit(field) {
  typing = null;
  sending.set(field, (sending.get(field) ?? 0) + 1);
  const status = await edit({ [field.name]: field.value });
  sending.set(field, sending.get(field) - 1);
  if (status === 422) refuse(field, placeOf(field).textContent.trim());
  else if (status && status < 400) accept(field, status === UNCHANGED);
  else if (status && status < 500) accept(field, true);
  else refuse(field, "This did not reach the network. Enter it again when the server answers.");
}

/** Back to what the run has. */
export function restore(field) {
  typing = null;
  field.value = field.defaultValue;
  field.select();
  accept(field);
}

/** Shows what is wrong with this field, or else with another whose faults are told in the same place. */
export function describe(field) {
  const place = placeOf(field);
  const others = [...refused.values()].filter((other) => other.place === place.id);
  const message = (refused.get(field.id) ?? others.at(-1))?.message ?? "";
  if (place.textContent.trim() !== message) place.textContent = message; // what stands is not said again
}

/** From now on the field shows what the run has: the server's HTML brings it, unless nothing was changed. */
function accept(field, isUnchanged = false) {
  if (isUnchanged && field !== typing) field.value = field.defaultValue;
  refused.delete(field.id);
  field.removeAttribute("aria-invalid");
  describe(field);
}

function refuse(field, message) {
  const place = placeOf(field).id;
  refused.set(field.id, { message, place });
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", place);
  describe(field);
}

const placeOf = (field) => document.getElementById(field.closest("#settings") ? "settings-problem" : "table-problem");

/** The server's new HTML knows nothing of values it refused: those that still stand are marked again. */
function remark() {
  for (const [id, { message }] of refused) {
    const field = document.getElementById(id);
    if (field && field.value !== field.defaultValue) refuse(field, message);
    else refused.delete(id);
  }
  const standing = [...refused.values()].map(({ place }) => place);
  for (const place of PLACES) if (!standing.includes(place)) document.getElementById(place).textContent = "";
}

/** htmx spares the field that has the focus, and one whose value was typed and taken back before the new HTML came: they are
 *  brought up to date unless somebody is typing there. */
function follow(field) {
  if (field.value === field.defaultValue || field.type !== "text" || field === typing || refused.has(field.id) || sending.get(field)) return;
  field.value = field.defaultValue;
  if (field === document.activeElement) field.select();
}
