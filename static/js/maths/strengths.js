// How a network's numbers look: lines as wide as weights are strong, discs as full as activations are large.
import { strongest } from "./arithmetic.js";

export const WIDEST = 9;
export const THINNEST = 0.6;

/** Line width for a weight: linear up to size 10, which a trained small network reaches, then flat. */
export const lineWidth = (weight, scale, widest = WIDEST) => Math.max(THINNEST, widest * Math.min(1, Math.abs(weight) / scale));

/** Lines that meet at a small neuron have to be thin, or none of them is seen. */
export const widestAt = (radius) => Math.min(WIDEST, radius * 0.45);

/** The weight whose line is widest. */
export const scaleOf = (weights) => Math.max(4, Math.min(strongest(weights), 12));

/** The disc within a neuron is full where the activation is 1. */
export const fillRadius = (radius, activation) => (Math.max(0, radius - 3) * Math.sqrt(Math.min(1, Math.abs(activation)))).toFixed(2);
