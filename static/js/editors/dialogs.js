// Buttons that open a dialog name it: <button data-opens="id">; one with data-closes closes its own.
export function mountDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("button[data-opens]");
    event.target.closest("button[data-closes]")?.closest("dialog").close();
    if (opener) document.getElementById(opener.dataset.opens).showModal();
  });
}
