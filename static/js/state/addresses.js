// The one place that makes addresses: the server may live below a path of its host.

/** The address of a path of this server. */
export const at = (path) => `${document.body.dataset.root}${path}`;
