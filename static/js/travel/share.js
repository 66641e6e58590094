// The link that carries this run, and the HTML that puts parts of it into another page.
const field = (id) => document.getElementById(id);

export function mountShare() {
  const dialog = field("take-along-dialog");
  let addresses = null;

  async function fetchLink() {
    const response = await fetch(`${document.body.dataset.run}/link`, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    addresses = await response.json();
    write();
  }

  function write() {
    const panels = [...dialog.querySelectorAll("[name=panel]:checked")].map((box) => box.value).join(",");
    field("run-link").value = location.origin + addresses.link;
    const [path, run] = addresses.embed.split(/(?<=[?#])/);
    const address = path.endsWith("#") ? `/embed?panels=${panels}#${run}` : `/embed?panels=${panels}&${run}`;
    field("embed-code").value = `<iframe src="${location.origin}${address}" width="100%" height="640" title="Lines of Thought"></iframe>`;
  }

  new MutationObserver(() => { if (dialog.open) fetchLink(); }).observe(dialog, { attributes: true, attributeFilter: ["open"] });
  dialog.addEventListener("change", write);
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
    return document.execCommand("copy");
  }
}
