// Points of two classes as a start of a table of one's own: made by the server, opened like a file.
import { complain, openFile } from "./own-data.js";

export function mountClouds() {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("cloud-form"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { name, ...wish } = Object.fromEntries(new FormData(form));
    const response = await fetch(`${form.action}/${name}.csv?${new URLSearchParams(/** @type {any} */ (wish))}`, { headers: { Accept: "application/json" } });
    if (response.ok) openFile(new File([await response.blob()], `${name}.csv`, { type: "text/csv" }));
    else complain(inWords(await response.json()));
  });
}

const inWords = ({ errors }) => errors.map(({ field, message }) => `${field[0].toUpperCase()}${field.slice(1)} ${message}.`).join(" ");
