// A table of one's own: chosen, dropped or pasted, it goes to the server, which says what it understands
// of it; every choice asks again, and nothing is replaced before "Use this table".
const element = (id) => document.getElementById(id);
const BLOCK = /[\t\n\r;|[\]]|,.*,/;
const WORDS = /[^\p{Nd}\p{Sc}\p{Pd}\s.,;+\-−'’%‰()eE]/u;
const LATER = 100; // ms after the last key: a table that is being typed is not asked about key by key
const TRUTHS = /\b(true|false|wahr|falsch|vrai|faux)\b/giu;

/** Is this text more than one cell? The line break that spreadsheets put at the end makes none. */
export const isBlock = (text) => BLOCK.test(text.replace(/[\r\n]+$/, ""));

/** Is this block a table with names or words in it, or code, and so more than numbers for some cells? */
export const isTable = (text) => isBlock(text) && WORDS.test(text.replace(TRUTHS, ""));

export function mountOwnData() {
  const dialog = element("own-data");
  const form = element("own-data-form");
  form.addEventListener("change", ({ target }) => {
    if (target.form !== form) return;
    if (target.type === "file") openFile(target.files[0]);
    else if (target.id !== "own-data-text") ask();
  });
  let waiting;
  element("own-data-text").addEventListener("input", ({ target }) => {
    forget();
    clearTimeout(waiting);
    waiting = setTimeout(() => openText(target.value), LATER);
  });
  form.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    const status = ctx.response?.status;
    if (status === 204) { dialog.close(); element("run-button").focus(); }
    else if (status >= 400) complain("The server could not take this table.");
  });
  form.addEventListener("htmx:after:swap", () => { writeAnew(); offer(); });
  element("own-data-cancel").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { clearTimeout(waiting); form.reset(); forget(); });
  mountDrop();
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (event.target.closest("input, textarea, dialog") || !isBlock(text)) return;
    event.preventDefault();
    openText(text);
  });
}

/** Opens the dialog with rows that were pasted. */
export function openText(text) {
  show();
  if (element("own-data-text").value !== text) element("own-data-text").value = text;
  element("own-data-file").value = "";
  forget();
  if (text.trim()) ask();
}

/** The file is read once: what is looked at is what is used, even if it changes on the disk. */
export async function openFile(file) {
  const picker = element("own-data-file");
  if (!file) return;
  show();
  forget();
  element("own-data-text").value = "";
  if (file.size > Number(picker.dataset.most)) {
    picker.value = "";
    complain(`${file.name} is too large: a table may have ${Math.floor(picker.dataset.most / 1e6)} MB.`);
    return;
  }
  const copy = new DataTransfer();
  copy.items.add(new File([await file.arrayBuffer()], file.name, { type: file.type }));
  picker.files = copy.files;
  ask();
}

function show() {
  if (!element("own-data").open) element("own-data").showModal();
}

const ask = () => element("own-data-form").requestSubmit(element("own-data-look"));

function forget() {
  element("own-data-found").replaceChildren();
  complain("");
  offer();
}

/** What was understood anew is shown, also in a field that somebody has touched. */
function writeAnew() {
  for (const option of document.querySelectorAll("#own-table option[selected]")) option.selected = true;
  for (const box of document.querySelectorAll("#own-table [type=checkbox]")) box.checked = box.defaultChecked;
}

export function complain(text) {
  element("own-data-problem").textContent = text;
}

function offer() {
  element("own-data-use").disabled = element("own-table")?.dataset.ready !== "yes";
}

function mountDrop() {
  const here = element("drop-here");
  const brings = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => { if (brings(event)) { event.preventDefault(); here.hidden = false; } });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) here.hidden = true; });
  document.addEventListener("drop", (event) => {
    here.hidden = true;
    if (!brings(event)) return;
    event.preventDefault();
    openFile(event.dataTransfer.files[0]);
  });
}
