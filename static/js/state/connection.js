// The connection on which the server says what there is to see: a WebSocket, since a browser opens only six
// other connections to a server, for all its windows together; server-sent events where a proxy passes on none.
const FRAME = "event: nn:frame\ndata: ";

/** Opens it. `opened()`, `frame(json)`, `html(text)` and, unless it was closed from here, `ended()` are called back;
 * returns what closes it. */
export function connect(address, told) {
  let close = viaSocket(address, told, () => { close = viaEvents(address, told); });
  return () => close();
}

function viaSocket(address, told, otherwise) {
  const socket = new WebSocket(new URL(address, location.href).href.replace(/^http/, "ws"));
  let isOpen = false;
  socket.onopen = () => { isOpen = true; told.opened(); };
  socket.onmessage = ({ data }) => {
    for (const message of data.split("\n\n")) {
      if (message.startsWith(FRAME)) told.frame(message.slice(FRAME.length));
      else if (message.startsWith("data: ")) told.html(message.replace(/^data: /gm, ""));
    }
  };
  socket.onclose = () => (isOpen ? told.ended() : otherwise());
  return () => {
    socket.onclose = null;
    socket.close();
  };
}

function viaEvents(address, told) {
  const events = new EventSource(address);
  events.onopen = told.opened;
  events.addEventListener("nn:frame", ({ data }) => told.frame(data));
  events.onmessage = ({ data }) => told.html(data);
  events.onerror = () => {
    events.close();
    told.ended();
  };
  return () => events.close();
}

/** How the server answers to this address: its `status`, 0 when it does not, and whether runs are `kept`. */
export async function answerOf(address) {
  const asking = new AbortController();
  try {
    const { status, headers } = await fetch(address, { headers: { Accept: "text/event-stream" }, cache: "no-store", signal: asking.signal });
    return { status, kept: !headers.get("X-Not-Kept") };
  } catch {
    return { status: 0, kept: true };
  } finally {
    asking.abort();
  }
}
