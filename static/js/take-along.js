// What can be taken along: files of the run come from the server, files of the pictures are made here.
import { pngOf, svgOf } from "./picture-files.js";

export function mountTakeAlong() {
  document.getElementById("take-along-dialog").addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-picture]");
    if (!button) return;
    const { picture, format } = button.dataset;
    const figure = document.getElementById(picture);
    const blob = format === "png" ? await pngOf(figure) : new Blob([await svgOf(figure)], { type: "image/svg+xml" });
    save(blob, `${picture}.${format}`);
  });
}

/** Hands a file to the browser's downloads. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
