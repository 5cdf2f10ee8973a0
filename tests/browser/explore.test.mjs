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

/** Two threads may read the counter before either writes it back. */
const UNLOCKED = `import threading

counter = 0


def next_of(value):
    return value + 1


def work():
    global counter
    value = counter
    counter = next_of(value)


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
`;

/** Waits until the status says something that matches. */
async function says(status, pattern, timeout = 30_000) {
  await status.filter({ hasText: pattern }).waitFor({ timeout });
}

for (const isolated of [true, false]) {
  const where = isolated ? "isolated" : "not isolated";

  async function opened(t, text) {
    const site = await siteFor(t, { isolated });
    const context = await browserFor(t);
    const { page, complaints } = await openReady(context, site);
    const program = page.getByRole("textbox", { name: "Program" });
    await program.fill(text);
    return {
      page,
      complaints,
      program,
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

  test(`a lock is proposed, put into the program and searched (${where})`, async (t) => {
    const ui = await opened(t, UNLOCKED);
    await ui.explore.click();
    const proposal = ui.findings.getByRole("group", { name: "Proposed edit" });
    await proposal.waitFor({ timeout: 90_000 });
    await proposal.getByText(/put lines 12–13 under a new lock lock/).waitFor();
    assert.deepEqual(await proposal.locator("ins").allInnerTexts(), [
      "+lock = threading.Lock()",
      "+",
      "+    with lock:",
      "+        value = counter",
      "+        counter = next_of(value)",
    ]);
    await proposal.getByText(/^The search of the edited program is complete/).waitFor();
    await ui.findings.getByText("Mended by the same edit as above.").waitFor();

    // An edit like any other: it can be taken back, and then made again.
    await proposal.getByRole("button", { name: "Apply this edit" }).click();
    await says(ui.status, "The edit is in the program");
    await ui.program.getByText("with lock:").waitFor();
    await ui.program.press("Control+z");
    await ui.program.getByText("with lock:").waitFor({ state: "detached" });
    await proposal.getByRole("button", { name: "Explore the edited program" }).click();
    await ui.page.getByText("Nothing was found.").waitFor({ timeout: 90_000 });
    await ui.program.getByText("with lock:").waitFor();
    await says(ui.status, /^Complete: .*, 1 outcome\. Nothing else can happen/);
    await ui.outcomes.filter({ hasText: "ok" }).getByText("2", { exact: true }).waitFor();
    assert.equal(await ui.outcomes.count(), 1);
    assert.deepEqual(ui.complaints, []);
  });

  test(`an edit is not put over what was typed since (${where})`, async (t) => {
    const ui = await opened(t, UNLOCKED);
    await ui.explore.click();
    const apply = ui.findings.getByRole("button", { name: "Apply this edit" });
    await apply.waitFor({ timeout: 90_000 });
    assert.ok(await apply.isEnabled());
    await ui.program.fill(`${UNLOCKED}print("typed since")\n`);
    await ui.findings.getByText("The program was changed since").waitFor();
    assert.ok(await apply.isDisabled());
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
