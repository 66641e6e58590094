// Buttons that open a dialog name it: <button data-opens="id">.
export function mountDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("button[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
  });
}
