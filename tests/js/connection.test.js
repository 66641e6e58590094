import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { answerOf, connect } from "../../static/js/state/connection.js";

const made = [];
class Socket {
  constructor(address) { this.address = address; made.push(this); }
  close() { this.isClosed = true; this.onclose?.(); }
}
class Events {
  constructor(address) { this.address = address; made.push(this); }
  addEventListener(name, listener) { this[name] = listener; }
  close() { this.isClosed = true; }
}
Object.assign(globalThis, { WebSocket: Socket, EventSource: Events, location: { href: "https://here.example/runs/a" } });

const said = [];
const told = { opened: () => said.push("opened"), frame: (json) => said.push(json), html: (text) => said.push(text), ended: () => said.push("ended") };

beforeEach(() => { made.length = said.length = 0; });

test("frames and HTML come from the socket, in their order", () => {
  connect("/runs/a/stream?revision=1", told);
  const [socket] = made;
  assert.equal(socket.address, "wss://here.example/runs/a/stream?revision=1");
  socket.onopen();
  socket.onmessage({ data: "retry: 1000\n\ndata: <p>\ndata: one</p>\n\nevent: nn:frame\ndata: {\"iteration\":1}\n\n" });
  assert.deepEqual(said, ["opened", "<p>\none</p>", "{\"iteration\":1}"]);
});

test("a socket that was open and ends is said to have ended, unless it was closed from here", () => {
  connect("/stream", told);
  made[0].onopen();
  made[0].onclose();
  assert.deepEqual([said, made.length], [["opened", "ended"], 1]);
  const close = connect("/stream", told);
  made[1].onopen();
  close();
  assert.ok(made[1].isClosed);
  assert.deepEqual(said, ["opened", "ended", "opened"]);
});

test("where no socket opens, events take its place", () => {
  const close = connect("/stream", told);
  made[0].onclose();
  const events = made[1];
  assert.ok(events instanceof Events);
  assert.equal(events.address, "/stream");
  events.onopen();
  events["nn:frame"]({ data: "{}" });
  events.onmessage({ data: "<p></p>" });
  assert.deepEqual(said, ["opened", "{}", "<p></p>"]);
  close();
  assert.ok(events.isClosed);
  events.isClosed = false;
  events.onerror();
  assert.ok(events.isClosed);
  assert.equal(said.at(-1), "ended");
});

test("how a server answers: its status, and whether runs are kept; 0 when it does not", async () => {
  const asked = [];
  globalThis.fetch = async (address, options) => { asked.push({ address, options }); return new Response("", { status: 503, headers: { "X-Not-Kept": "yes" } }); };
  assert.deepEqual(await answerOf("/stream"), { status: 503, kept: false });
  const [{ address, options }] = asked;
  assert.deepEqual([address, options.headers.Accept, options.cache, options.signal.aborted], ["/stream", "text/event-stream", "no-store", true]);
  globalThis.fetch = async () => new Response("");
  assert.deepEqual(await answerOf("/stream"), { status: 200, kept: true });
  globalThis.fetch = async () => { throw new TypeError("offline"); };
  assert.deepEqual(await answerOf("/stream"), { status: 0, kept: true });
});
