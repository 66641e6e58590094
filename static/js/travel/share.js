// The links that carry this run: to look at it, to work on a copy, and as a part of another page.
const field = (id) => document.getElementById(id);

export function mountShare() {
  const dialog = field("share-dialog");
  let addresses = null;

  async function fetchLinks() {
    const response = await fetch(`${document.body.dataset.run}/link`, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    addresses = await response.json();
    if (field("run-title")) field("run-title").defaultValue = addresses.title ?? ""; // what was typed stays
    write();
  }

  function write() {
    const origin = addresses.origin ?? location.origin;
    const panels = [...dialog.querySelectorAll("[name=panel]:checked")].map((box) => box.value).join(",");
    field("watch-link").value = origin + addresses.watch;
    field("run-link").value = origin + addresses.link;
    const [path, run] = addresses.embed.split(/(?<=[?#])/);
    const address = path.endsWith("#") ? `${path.slice(0, -1)}?panels=${panels}#${run}` : `${path}panels=${panels}&${run}`;
    field("embed-code").value = `<iframe src="${origin}${address}" width="100%" height="640" title="Lines of Thought"></iframe>`;
    field("reach").hidden = !addresses.reach;
    field("reach").textContent = addresses.reach ?? "";
  }

  dialog.addEventListener("toggle", ({ newState }) => { if (newState === "open") fetchLinks(); });
  dialog.addEventListener("change", () => { if (addresses) write(); });
  dialog.addEventListener("click", async (event) => {
    const copies = event.target.closest("button[data-copies]")?.dataset.copies;
    if (!copies) return;
    field(copies).select();
    field("copied").textContent = await copy(field(copies)) ? "Copied." : "Press Ctrl+C to copy what is selected.";
  });
}

/** The clipboard is there only for trustworthy addresses (https, localhost). */
async function copy(input) {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    return false;
  }
}
