// Both builds of the worker in a dedicated worker of a real browser, apart from the page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { blankPage, READY_MS } from "./harness.mjs";

/** The first message of a worker started with `query`. */
function firstMessage(page, query) {
  return page.evaluate(
    ([address, limit]) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(address, { type: "module" });
        const timer = setTimeout(() => reject(new Error("the worker says nothing")), limit);
        worker.onmessage = ({ data }) => {
          clearTimeout(timer);
          worker.terminate();
          resolve(data);
        };
        worker.onerror = (event) => reject(new Error(event.message));
      }),
    [`/worker/worker.js${query}`, READY_MS],
  );
}

test("an isolated page gets the build with threads, and as many as it asks for", async (t) => {
  const page = await blankPage(t, { isolated: true });
  for (const workers of [1, 3]) {
    assert.deepEqual(await firstMessage(page, `?workers=${workers}`), {
      type: "ready",
      build: "threads",
      workers,
    });
  }
});

test("an isolated page can ask for one thread", async (t) => {
  const page = await blankPage(t, { isolated: true });
  const expected = { type: "ready", build: "single", workers: 1 };
  assert.deepEqual(await firstMessage(page, "?build=single"), expected);
});

test("a page that is not isolated gets the build without threads", async (t) => {
  const page = await blankPage(t, { isolated: false });
  const expected = { type: "ready", build: "single", workers: 1 };
  assert.deepEqual(await firstMessage(page, "?workers=3"), expected);
});

test("the page's version goes with every file of the worker", async (t) => {
  for (const isolated of [true, false]) {
    const page = await blankPage(t, { isolated });
    const loaded = [];
    page.context().on("request", (request) => loaded.push(request.url()));
    const message = await firstMessage(page, "?v=a%20b&workers=2");
    assert.equal(message.type, "ready");
    const files = loaded.filter((url) => url.includes("timeslice_worker"));
    assert.ok(files.some((url) => url.includes(".wasm")), files.join("\n"));
    assert.deepEqual(files.filter((url) => !url.endsWith("?v=a%20b")), []);
  }
});

test("a build that cannot run says so instead of staying silent", async (t) => {
  const page = await blankPage(t, { isolated: false });
  const message = await firstMessage(page, "?build=threads");
  assert.equal(message.type, "failed");
  assert.notEqual(message.message, "");
});
