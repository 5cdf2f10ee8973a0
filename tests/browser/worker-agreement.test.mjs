// Both wasm builds answer as the same code does natively, byte for byte: over a thousand runs,
// each with the hash of all its events. `cargo xtask test wasm` writes TIMESLICE_RUNS, as
// `crates/worker/examples/record_runs.rs` says.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { blankPage, required } from "./harness.mjs";

/** Asks everything that was recorded; returns how many answers are equal and which are not. */
function askAll(page, query) {
  return page.evaluate(async (address) => {
    const bytes = new Uint8Array(await (await fetch("/runs.bin")).arrayBuffer());
    const view = new DataView(bytes.buffer);
    let at = 0;
    const field = () => {
      const end = at + 4 + view.getUint32(at, true);
      const content = bytes.slice(at + 4, end);
      at = end;
      return content;
    };

    const worker = new Worker(address, { type: "module" });
    let heard;
    let failed;
    worker.onerror = (event) => failed(new Error(event.message));
    worker.onmessage = ({ data }) => heard(data);
    const next = () => new Promise((resolve, reject) => ([heard, failed] = [resolve, reject]));
    const greeting = await next();

    const same = (a, b) => a.length === b.length && a.every((byte, index) => byte === b[index]);
    const result = { greeting, equal: 0, different: [] };
    while (at < bytes.length) {
      const name = new TextDecoder().decode(field());
      const question = field();
      const expected = field();
      worker.postMessage(question.buffer, [question.buffer]);
      // Number and kind of the answer are its first two bytes; what comes before it is progress.
      let answer;
      do {
        answer = new Uint8Array(await next());
        if (answer[0] === 0) throw new Error(`${name}: ${new TextDecoder().decode(answer)}`);
      } while (answer[1] !== expected[1]);
      if (same(answer, expected)) result.equal += 1;
      else result.different.push(name);
    }
    worker.terminate();
    return result;
  }, `/worker/worker.js${query}`);
}

for (const build of ["single", "threads"]) {
  test(`a thousand runs are those of the native machine (${build})`, async (t) => {
    const runs = await readFile(required("TIMESLICE_RUNS"));
    const page = await blankPage(t, { isolated: true, pages: { "/runs.bin": runs } });
    const { greeting, equal, different } = await askAll(page, `?build=${build}&workers=2`);
    assert.deepEqual(greeting, { type: "ready", build, workers: build === "single" ? 1 : 2 });
    assert.deepEqual(different, []);
    assert.ok(equal >= 1_000, `only ${equal}`);
  });
}
