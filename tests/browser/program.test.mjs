// A learner's way through the page: open, run, move in time, change, run again. In a page that is
// cross-origin isolated and in one that is not: both give the same.

import assert from "node:assert/strict";
import { test } from "node:test";

import { browserFor, openReady, siteFor } from "./harness.mjs";

const SLEEPS = `import threading
import time

TASKS = 5  # @param {type:"slider", min:1, max:16, step:1}


def task(num):
    print(f"> Running thread {num}")
    time.sleep(1)


def with_threads():
    threads = []
    for index in range(TASKS):
        threads.append(threading.Thread(target=task, args=(index,)))
    for t in threads:
        t.start()
    for t in threads:
        t.join()


start = time.perf_counter()
print("> program start")
with_threads()
end = time.perf_counter()
print(f"> total execution time {end - start:.2}s")
`;

/** The parts of the page, by the names that the design promises. */
function parts(page) {
  return {
    program: page.getByRole("textbox", { name: "Program" }),
    run: page.getByRole("button", { name: "Run", exact: true }),
    pause: page.getByRole("button", { name: "Pause" }),
    back: page.getByRole("button", { name: "Step back" }),
    forward: page.getByRole("button", { name: "Step forward" }),
    time: page.getByRole("slider", { name: "Time", exact: true }),
    parameters: page.getByRole("group", { name: "Parameters" }),
    machine: page.getByRole("group", { name: "Machine" }),
    output: page.getByRole("log", { name: "Output" }),
    timeline: page.getByRole("application", { name: "Timeline" }),
    events: page.getByRole("table", { name: "Events" }),
    threads: page.getByRole("list", { name: "Threads", exact: true }),
    status: page.getByRole("status"),
    problems: page.getByRole("list", { name: "Problems" }),
  };
}

async function opened(t, { isolated, query = "" }) {
  const site = await siteFor(t, { isolated });
  const context = await browserFor(t);
  const { page, complaints } = await openReady(context, site + query);
  page.setDefaultTimeout(30_000);
  return { page, complaints, ...parts(page) };
}

/** Waits until the status says something that matches. */
async function says(status, pattern) {
  await status.filter({ hasText: pattern }).waitFor();
}

for (const isolated of [true, false]) {
  const where = isolated ? "isolated" : "not isolated";

  test(`five sleeps are run, scrubbed, stepped and changed (${where})`, async (t) => {
    const ui = await opened(t, { isolated });
    await ui.program.fill(SLEEPS);
    await ui.run.click();
    await says(ui.status, /Finished after 1/);
    for (const n of [0, 1, 2, 3, 4]) {
      await ui.output.getByText(`> Running thread ${n}`).waitFor();
    }
    await ui.output.getByText("> total execution time 1.0s").waitFor();

    // At its end there is nobody left.
    const finished = ui.threads.getByRole("listitem").filter({ hasText: "finished" });
    assert.equal(await finished.count(), 6);

    // Half a second into the run all five sleep, and the main thread waits for the first.
    await ui.time.fill("0.5");
    const sleeping = ui.threads.getByRole("listitem").filter({ hasText: "sleeping" });
    await sleeping.nth(4).waitFor();
    assert.equal(await sleeping.count(), 5);
    assert.equal(await ui.threads.getByRole("listitem").count(), 6);
    assert.match(await ui.time.getAttribute("aria-valuetext"), /^500 ms$/);
    const inspector = ui.page.getByRole("region", { name: "Inspector" });
    await inspector.getByText("sleeping until").first().waitFor();

    // Back from there is an earlier line, forward again is a later one.
    const clock = async () => Number(await ui.time.inputValue());
    const before = await clock();
    await ui.back.click();
    await ui.page.waitForFunction(
      (before) => Number(document.querySelector(".time-slider input").value) < before,
      before,
    );
    const stepped = await clock();
    await ui.forward.click();
    await ui.page.waitForFunction(
      (stepped) => Number(document.querySelector(".time-slider input").value) > stepped,
      stepped,
    );

    // The slider changes the program, and the next run has as many tasks.
    await ui.parameters.getByRole("slider", { name: "TASKS" }).fill("7");
    assert.match(await ui.program.innerText(), /TASKS = 7 /);
    await ui.run.click();
    await ui.output.getByText("> Running thread 6").waitFor();
    await says(ui.status, /Finished after 1/);
    await ui.time.fill("0.5");
    await sleeping.nth(6).waitFor();
    assert.equal(await sleeping.count(), 7);
    assert.deepEqual(ui.complaints, []);
  });

  test(`an endless loop is stopped by the button (${where})`, async (t) => {
    const ui = await opened(t, { isolated });
    await ui.program.fill("n = 0\nwhile True:\n    n += 1\n");
    await ui.run.click();
    await says(ui.status, "Running");
    // The page answers while the machine works.
    await ui.machine.getByRole("spinbutton", { name: "Cores" }).fill("2");
    await ui.pause.click();
    await says(ui.status, /Stopped after .* bytecodes/);
    // What it was at can be looked at.
    const inspector = ui.page.getByRole("region", { name: "Inspector" });
    await inspector.getByRole("table", { name: "Globals" }).getByText("n", { exact: true }).waitFor();
    await ui.program.fill("print('well')\n");
    await ui.run.click();
    await ui.output.getByText("well").waitFor();
    assert.deepEqual(ui.complaints, []);
  });

  test(`a syntax error shows on its line while typing (${where})`, async (t) => {
    const ui = await opened(t, { isolated });
    await ui.program.fill("a = 1\nb = (\n");
    await ui.problems.getByText(/^Line 2/).waitFor();
    await ui.page.locator(".cm-lint-marker-error").waitFor();
    await ui.run.click();
    await says(ui.status, /^Line 2: /);
    await ui.program.fill("a = 1\nb = 2\nprint(a + b)\n");
    await ui.problems.waitFor({ state: "detached" });
    await ui.run.click();
    await ui.output.getByText("3").waitFor();
    assert.deepEqual(ui.complaints, []);
  });

  test(`a worker that crashes is replaced (${where})`, async (t) => {
    const ui = await opened(t, { isolated });
    await ui.run.click();
    await says(ui.status, /Finished/);
    const worker = ui.page.workers().find((worker) => worker.url().includes("worker.js"));
    await worker.evaluate(() => setTimeout(() => { throw new Error("pulled the plug"); }));
    await says(ui.status, /The worker crashed .*pulled the plug.* fresh worker/);
    // What was recorded is still there.
    assert.ok((await ui.threads.getByRole("listitem").count()) > 1);
    await ui.run.click();
    await says(ui.status, /Finished/);
    assert.deepEqual(ui.complaints, []);
  });
}

test("everything that the design names is there, before and after a run", async (t) => {
  const ui = await opened(t, { isolated: true, query: "?scenario=lock" });
  const check = async () => {
    const named = [
      ["main"],
      ["textbox", "Program"],
      ...["Run", "Pause", "Step back", "Step forward", "Explore", "Share", "Embed"].map((name) => ["button", name]),
      ["slider", "Time"],
      ["group", "Parameters"],
      ["group", "Machine"],
      ["log", "Output"],
      ["application", "Timeline"],
      ["table", "Events"],
      ...["Threads", "Findings", "Outcomes"].map((name) => ["list", name]),
      ["combobox", "Scenarios"],
      ["status"],
    ];
    const counted = [];
    for (const [role, name] of named) {
      counted.push([role, name, await ui.page.getByRole(role, { name, exact: true }).count()]);
    }
    assert.deepEqual(counted, named.map(([role, name]) => [role, name, 1]));
  };
  await check();
  await ui.run.click();
  await says(ui.status, /Finished/);
  await check();
  assert.match(await ui.program.innerText(), /One at a time/);
});

test("tasks stand below their thread, each with what it awaits", async (t) => {
  const ui = await opened(t, { isolated: false });
  await ui.program.fill(`import asyncio
import time


async def fetch(n, seconds):
    await asyncio.sleep(seconds)
    time.sleep(0.5)
    return n


async def main():
    print(await asyncio.gather(fetch(1, 1), fetch(2, 2)))


asyncio.run(main())
`);
  await ui.run.click();
  await says(ui.status, /Finished after 2\.5/);
  const tasks = ui.page.getByRole("list", { name: "Tasks" }).getByRole("listitem");
  const shown = async (time) => {
    await ui.time.fill(time);
    await ui.page.waitForFunction(
      (time) => Number(document.querySelector(".time-slider input").value) === Number(time),
      time,
    );
    return (await tasks.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " "));
  };
  assert.deepEqual(await shown("0.5"), [
    "Task-1 (main) awaiting gather(2) line 12",
    "Task-2 (fetch) awaiting sleep(1) line 6",
    "Task-3 (fetch) awaiting sleep(2) line 6",
  ]);
  // A task that calls time.sleep holds its event loop up.
  assert.deepEqual(await shown("1.25"), [
    "Task-1 (main) awaiting gather(2) line 12",
    "Task-2 (fetch) sleeping line 7",
    "Task-3 (fetch) awaiting sleep(2) line 6",
  ]);
  assert.match((await shown("1.75"))[1], /^Task-2 \(fetch\) finished/);
  const description = await ui.page.locator("#timeline-summary").innerText();
  assert.match(description, /^1 thread and 3 tasks, /);
  const table = ui.page.getByRole("table", { name: "Events" });
  await ui.time.fill("0.5");
  await table.getByText("the task awaits sleep(2)").waitFor();
});

test("processes are told apart by their names", async (t) => {
  const ui = await opened(t, { isolated: false });
  await ui.program.fill(`import multiprocessing


def work(name):
    print("hello", name)


if __name__ == "__main__":
    processes = [multiprocessing.Process(target=work, args=(n,)) for n in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
`);
  await ui.run.click();
  await says(ui.status, /Finished/);
  const names = await ui.threads.locator(".thread-name").allInnerTexts();
  assert.deepEqual(names, ["MainProcess", "Process-1", "Process-2"]);
});

test("the keyboard alone runs a program and moves through it", async (t) => {
  const ui = await opened(t, { isolated: true });
  await ui.run.focus();
  await ui.page.keyboard.press("Enter");
  await says(ui.status, /Finished/);
  await ui.timeline.focus();
  await ui.page.keyboard.press("Home");
  await ui.page.waitForFunction(() => document.querySelector(".time-slider input").value === "0");
  for (let n = 0; n < 50; n++) await ui.page.keyboard.press("ArrowRight");
  const half = Number(await ui.time.inputValue());
  const end = Number(await ui.time.getAttribute("max"));
  assert.ok(half > end * 0.4 && half < end * 0.6, `${half} of ${end}`);
  await ui.page.keyboard.press("End");
  await ui.page.waitForFunction(() => {
    const slider = document.querySelector(".time-slider input");
    return slider.value === slider.max;
  });
});

test("a link carries program, settings and moment", async (t) => {
  const ui = await opened(t, { isolated: true });
  await ui.program.fill(SLEEPS);
  await ui.machine.getByRole("combobox", { name: "Python" }).selectOption("3.9");
  await ui.run.click();
  await says(ui.status, /Finished/);
  await ui.time.fill("0.5");
  await ui.page.getByRole("button", { name: "Share" }).click();
  const link = await ui.page.getByRole("textbox", { name: "Link" }).inputValue();
  assert.ok(link.length < 2_000, `${link.length} characters`);

  const { page } = await openReady(ui.page.context(), link);
  const other = parts(page);
  await says(other.status, /from a link/);
  assert.match(await other.program.innerText(), /Running thread/);
  assert.equal(await other.machine.getByRole("combobox", { name: "Python" }).inputValue(), "3.9");
  await other.run.click();
  await page.waitForFunction(
    () => document.querySelector(".time-slider input").getAttribute("aria-valuetext") === "500 ms",
  );
});

test("a damaged link gives a message and a page that works", async (t) => {
  const ui = await opened(t, { isolated: false, query: "#1broken!" });
  await says(ui.status, /link is damaged/);
  await ui.run.click();
  await says(ui.status, /Finished/);
});

test("the plain text field edits the same program", async (t) => {
  const ui = await opened(t, { isolated: false });
  await ui.page.getByRole("button", { name: "Plain text field" }).click();
  const area = ui.page.locator("textarea");
  await area.waitFor();
  assert.equal(await ui.program.count(), 1);
  await area.fill("print('typed plainly')\n");
  await ui.run.click();
  await ui.output.getByText("typed plainly").waitFor();
  await ui.page.getByRole("button", { name: "Plain text field" }).click();
  await ui.page.locator(".cm-content").waitFor();
  assert.match(await ui.program.innerText(), /typed plainly/);
});

test("nothing is wider than a phone, and the controls stay in sight", async (t) => {
  const ui = await opened(t, { isolated: false });
  await ui.page.setViewportSize({ width: 360, height: 740 });
  await ui.run.click();
  await says(ui.status, /Finished/);
  const width = await ui.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 360, `${width} pixels`);
  // Running moves the text in the editor, but never the page.
  assert.equal(await ui.page.evaluate(() => scrollY), 0);
  await ui.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  for (const part of [ui.run, ui.back, ui.forward, ui.time, ui.status]) {
    const { y, height } = await part.boundingBox();
    assert.ok(y >= 0 && y + height <= 250, `${await part.innerText()} at ${y}`);
  }
});

test("a scenario that is replaced by another program is no longer that scenario", async (t) => {
  const ui = await opened(t, { isolated: false, query: "?scenario=lock" });
  const scenarios = ui.page.getByRole("combobox", { name: "Scenarios" });
  const chosen = () => scenarios.evaluate((select) => select.selectedOptions[0].text);
  assert.equal(await chosen(), "One at a time");
  await ui.parameters.getByRole("slider", { name: "THREADS" }).fill("2");
  assert.equal(await chosen(), "One at a time");
  await ui.program.fill("1 / 0\n");
  assert.equal(await chosen(), "Your program");
  await ui.run.click();
  await ui.output.getByText('File "program.py", line 1').waitFor();
});

test("a deadlock is named, and shown to last", async (t) => {
  const ui = await opened(t, { isolated: false, query: "?scenario=deadlock-abba" });
  await ui.run.click();
  await says(ui.status, /^Deadlock after 100(\.\d)? ms: .*waits for lock lock_b/);
  const waiting = ui.threads.getByRole("listitem").filter({ hasText: "waiting for lock" });
  assert.equal(await waiting.count(), 2);
  const inspector = ui.page.getByRole("region", { name: "Inspector" });
  const locks = inspector.getByRole("table", { name: "Locks and queues" });
  await locks.getByRole("row", { name: /lock_a.*locked.*Thread-1.*Thread-2/ }).waitFor();
});
