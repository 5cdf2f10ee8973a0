// The sample programs of `tests/programs`, run in the page on both builds of the worker: what the
// page shows as their output is what is recorded beside them.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { browserFor, commandLine, openReady, runsOn, siteFor } from "./harness.mjs";

const FOLDER = fileURLToPath(new URL("../programs", import.meta.url));

/** What is recorded is one of several possible orders: the command line's is wanted. */
const ANY_ORDER = ["06_sleep_threads", "40_fibonacci_thread"];

/** What the log shows, as text. */
function shown(page) {
  return page.evaluate(() => {
    const lines = [...document.querySelectorAll(".output .line")];
    return lines.map((line) => `${line.textContent}\n`).join("");
  });
}

for (const isolated of [true, false]) {
  test(`the samples print what is recorded (${isolated ? "isolated" : "not isolated"})`, async (t) => {
    const names = (await readdir(FOLDER)).filter((name) => name.endsWith(".py"));
    assert.equal(names.length, 42);
    const site = await siteFor(t, { isolated });
    const { page, complaints } = await openReady(await browserFor(t), `${site}?workers=2`);
    assert.deepEqual(await runsOn(page), { isolated, workers: isolated ? 2 : 1 });
    const program = page.getByRole("textbox", { name: "Program" });
    const run = page.getByRole("button", { name: "Run", exact: true });
    const status = page.getByRole("status");
    for (const file of names.map((name) => name.slice(0, -3))) {
      const path = join(FOLDER, `${file}.py`);
      await program.fill(await readFile(path, "utf8"));
      await run.click();
      await status.filter({ hasText: /^Finished after/ }).waitFor({ timeout: 60_000 });
      const expected = ANY_ORDER.includes(file)
        ? (await commandLine("run", path)).stdout
        : await readFile(join(FOLDER, `${file}.expected`), "utf8");
      assert.equal(await shown(page), expected, file);
    }
    assert.deepEqual(complaints, []);
  });
}
