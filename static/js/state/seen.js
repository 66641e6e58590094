// Whether anybody can see this page: its window or tab, and the frame it may stand in.

/** Calls back now and whenever it changes. */
export function onSeen(callback) {
  let inView = window.top === window;
  let seen = null;
  const look = () => {
    const now = inView && !document.hidden;
    if (now !== seen) callback(seen = now);
  };
  document.addEventListener("visibilitychange", look);
  if (!inView) {
    new IntersectionObserver(([entry]) => {
      inView = entry.isIntersecting;
      look();
    }).observe(document.documentElement);
  }
  look();
}
