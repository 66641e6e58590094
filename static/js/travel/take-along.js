// What can be taken along: files of the run come from the server, files of the pictures are made here.
import { at } from "../state/addresses.js";
import { pngOf, svgOf } from "./picture-files.js";

export function mountTakeAlong() {
  const picker = document.getElementById("open-run");
  picker.addEventListener("change", () => { if (picker.files.length) open(picker); });
  document.getElementById("take-along-dialog").addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-picture]");
    if (!button) return;
    const { picture, format } = button.dataset;
    const figure = document.getElementById(picture);
    const blob = format === "png" ? await pngOf(figure) : new Blob([await svgOf(figure)], { type: "image/svg+xml" });
    save(blob, `${picture}.${format}`);
  });
}

/** A saved run becomes a run of its own; this one stays where it is. */
async function open(picker) {
  const [file] = picker.files;
  const problem = document.getElementById("open-run-problem");
  const response = await fetch(at("/runs"), { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: await file.text() });
  picker.value = "";
  if (response.ok) location.assign(response.headers.get("Location"));
  else problem.textContent = `${file.name} is no saved run: ${(await response.json()).detail}`;
}

/** Hands a file to the browser's downloads. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
