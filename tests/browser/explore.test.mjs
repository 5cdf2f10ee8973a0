// The search over all interleavings in the page: what can go wrong, how little it takes, and the
// run that shows it. In a page that is cross-origin isolated and in one that is not.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { browserFor, openReady, siteFor } from "./harness.mjs";

const SAMPLE = await readFile(new URL("../programs/15_race_fake_database.py", import.meta.url), "utf8");

/** A program whose interleavings nobody exhausts. */
const ENDLESS = `import threading

n = 0


def work():
    global n
    for _ in range(40):
        n += 1


threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(n)
`;

/** Waits until the status says something that matches. */
async function says(status, pattern, timeout = 30_000) {
  await status.filter({ hasText: pattern }).waitFor({ timeout });
}

for (const isolated of [true, false]) {
  const where = isolated ? "isolated" : "not isolated";

  async function opened(t, program) {
    const site = await siteFor(t, { isolated });
    const context = await browserFor(t);
    const { page, complaints } = await openReady(context, site);
    await page.getByRole("textbox", { name: "Program" }).fill(program);
    return {
      page,
      complaints,
      explore: page.getByRole("button", { name: "Explore" }),
      pause: page.getByRole("button", { name: "Pause" }),
      outcomes: page.getByRole("list", { name: "Outcomes" }).getByRole("listitem"),
      findings: page.getByRole("list", { name: "Findings" }).getByRole("listitem"),
      status: page.getByRole("status"),
      output: page.getByRole("log", { name: "Output" }),
      timeline: page.getByRole("region", { name: "Timeline" }),
    };
  }

  test(`a lost update is found, told and replayed (${where})`, async (t) => {
    const ui = await opened(t, SAMPLE);
    await ui.explore.click();
    await says(ui.status, /^Complete: .*Nothing else can happen/, 90_000);
    await ui.findings.getByText(/^Lost update: .*database\.value/).first().waitFor();
    const wrong = ui.outcomes.filter({ hasText: "two updates, value is 1" }).last();
    const sentence = await wrong.getByText(/^The normal order, except that/).innerText();
    await wrong.getByRole("button", { name: "Replay this run" }).click();
    await ui.timeline.getByText(sentence).waitFor();
    await says(ui.status, /Finished/);
    await ui.output.getByText("two updates, value is 1").waitFor({ state: "attached" });
    assert.deepEqual(ui.complaints, []);
  });

  test(`a search that would not end is stopped and keeps what it found (${where})`, async (t) => {
    const ui = await opened(t, ENDLESS);
    await ui.page.getByRole("group", { name: "Machine" }).getByRole("combobox", { name: "Python" }).selectOption("any");
    await ui.explore.click();
    await ui.outcomes.first().waitFor({ timeout: 90_000 });
    await ui.pause.click();
    await says(ui.status, /Stopped|long operation/);
    assert.ok((await ui.outcomes.count()) > 0);
    assert.deepEqual(ui.complaints, []);
  });
}
