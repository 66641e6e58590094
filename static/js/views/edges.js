// A table that goes on beyond an edge at its side says so: which edges in `data-more`, how far behind the last in `--rest`.

/** Which edges of a box there is more beyond, and how many pixels beyond the right one. */
export function beyond({ scrollLeft, scrollWidth, clientWidth }) {
  const rest = Math.round(scrollWidth - clientWidth - scrollLeft);
  return { more: [scrollLeft > 1 && "left", rest > 1 && "right"].filter(Boolean).join(" "), rest };
}

function note(box) {
  const { more, rest } = beyond(box);
  box.dataset.more = more;
  box.style.setProperty("--rest", `${rest}px`);
}

/** Returns `watch(boxes)`: those that scroll, each with one table in it. */
export function edgeWatcher() {
  const resized = new ResizeObserver((entries) => { for (const { target } of entries) note(target.closest(".sheet")); });
  document.addEventListener("scroll", ({ target }) => { if (target instanceof Element && target.matches(".sheet")) note(target); }, { capture: true, passive: true });
  return (boxes) => {
    resized.disconnect();
    for (const box of boxes) for (const each of [box, box.querySelector("table")]) resized.observe(each);
  };
}
