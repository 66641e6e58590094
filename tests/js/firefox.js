// The laboratory in an installed Firefox, driven by WebDriver BiDi: run by `make test BROWSER=firefox`, see tests/firefox.py.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import test from "node:test";

const [firefox, address] = [process.env.FIREFOX, process.env.LABORATORY];
const PATIENCE = 45_000; // milliseconds for what should come at once, on a busy machine

/** A browser with a profile of its own; `complaints` are the errors and warnings of its pages' own scripts. */
class Firefox {
  waiting = new Map();
  complaints = [];

  static async start() {
    const browser = new Firefox();
    browser.profile = await mkdtemp(join(tmpdir(), "firefox-"));
    browser.process = spawn(firefox, ["--headless", "--remote-debugging-port=0", "--profile", browser.profile]);
    browser.socket = new WebSocket(`${await listening(browser.process)}/session`);
    await new Promise((done, failed) => { browser.socket.onopen = done; browser.socket.onerror = failed; });
    browser.socket.onmessage = ({ data }) => browser.hear(JSON.parse(data));
    await browser.send("session.new", { capabilities: {} });
    await browser.send("session.subscribe", { events: ["log.entryAdded"] });
    return browser;
  }

  hear({ id, type, method, params, result, message }) {
    if (method === "log.entryAdded" && params.level !== "info" && params.level !== "debug") this.complaints.push(params.text);
    const { done, failed } = this.waiting.get(id) ?? {};
    this.waiting.delete(id);
    if (type === "error") failed?.(new Error(message));
    else done?.(result);
  }

  send(method, params) {
    const id = this.count = (this.count ?? 0) + 1;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((done, failed) => { this.waiting.set(id, { done, failed }); });
  }

  async open(url) {
    const { context } = await this.send("browsingContext.create", { type: "window" });
    await this.send("browsingContext.navigate", { context, url, wait: "complete" });
    return new Window(this, context);
  }

  async close() {
    const ended = new Promise((done) => { this.process.once("exit", done); });
    this.process.kill();
    await ended;
    await rm(this.profile, { recursive: true, force: true });
  }
}

/** Where it says that it listens. */
async function listening(process) {
  for await (const line of createInterface({ input: process.stderr })) {
    const found = line.match(/WebDriver BiDi listening on (ws:\S+)/);
    if (found) return found[1];
  }
  throw new Error("Firefox has ended");
}

class Window {
  constructor(browser, context) {
    Object.assign(this, { browser, context });
  }

  async ask(expression) {
    const answer = await this.browser.send("script.evaluate", { expression: `JSON.stringify(${expression})`, target: { context: this.context }, awaitPromise: true });
    assert.equal(answer.type, "success", JSON.stringify(answer.exceptionDetails));
    return JSON.parse(answer.result.value);
  }

  press = (id) => this.ask(`document.getElementById("${id}").click() ?? null`);
  read = (id) => this.ask(`document.getElementById("${id}").textContent`);
  state = (url) => fetch(url, { headers: { Accept: "application/json" } }).then((response) => response.json());

  /** Types into a field as a keyboard does, and leaves it by Enter. */
  async type(id, text) {
    await this.browser.send("browsingContext.activate", { context: this.context });
    await this.ask(`(document.getElementById("${id}").focus(), document.getElementById("${id}").select() ?? null)`);
    const keys = [...text, "\uE007"].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await this.browser.send("input.performActions", { context: this.context, actions: [{ type: "key", id: "keys", actions: keys }] });
  }

  async until(condition) {
    const deadline = Date.now() + PATIENCE;
    while (!await condition()) assert.ok(Date.now() < deadline, `not within ${PATIENCE} ms: ${condition}`);
  }
}

test("steps, runs, pauses, takes an edit, and shows it in a second window", async () => {
  const browser = await Firefox.start();
  try {
    const page = await browser.open(address);
    await page.until(async () => await page.read("status") === "paused");
    await page.press("step-button");
    await page.until(async () => await page.read("iteration") === "1");

    const url = (await page.ask("location.href")).split("?")[0];
    const other = await browser.open(url);
    await page.press("run-button");
    for (const each of [page, other]) await each.until(async () => Number(await each.read("iteration")) > 8);
    await page.press("run-button");
    await page.until(async () => await page.read("status") === "paused");

    await page.type("targets-0-0", "1");
    await page.until(async () => (await page.state(url)).experiment.targets[0][0] === 1);
    const state = await page.state(url);
    for (const each of [page, other]) {
      await each.until(async () => await each.read("mean-error") === state.error.toFixed(6));
      assert.equal(await each.ask('document.getElementById("targets-0-0").value'), "1");
      assert.equal(await each.read("answer-0-0"), state.layers.at(-1)[0][0].toFixed(4));
      assert.equal(await each.ask('document.querySelectorAll("#network .synapse").length'), 16);
    }
    assert.deepEqual(browser.complaints, []);
  } finally {
    await browser.close();
  }
});
