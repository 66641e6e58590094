/** Whether the reader wants nothing to move that need not. */
export const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
