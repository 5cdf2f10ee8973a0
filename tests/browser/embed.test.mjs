// Timeslice in somebody else's page: in a frame with messages, sandboxed or not, and as the element
// `<timeslice-scenario>`.

import assert from "node:assert/strict";
import { test } from "node:test";

import { browserFor, READY_MS, siteFor } from "./harness.mjs";

/** A page with a frame, which keeps what it hears and answers nothing by itself. */
function hostPage(address, sandbox) {
  const attribute = sandbox ? 'sandbox="allow-scripts"' : "";
  return `<!doctype html><title>host</title>
<iframe ${attribute} src="${address}" width="900" height="600"></iframe>
<script>
  const heard = [];
  const frame = document.querySelector("iframe");
  addEventListener("message", ({ data, source, origin }) => {
    if (source === frame.contentWindow) heard.push({ ...data, origin });
  });
  const say = (message) =>
    frame.contentWindow.postMessage({ source: "timeslice", v: 1, ...message }, "*");
  /** The first message of this kind, from now on or before. */
  async function heardOf(type, id) {
    for (;;) {
      const found = heard.find((m) => m.type === type && (id === undefined || m.id === id));
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
  let next = 1;
  async function ask(type, payload = {}) {
    const id = "q" + next++;
    say({ type, id, payload });
    return (await heardOf("answer", id)).payload;
  }
</script>`;
}

async function hosted(t, { sandbox, query = "" }) {
  const site = await siteFor(t, { headers: { "Access-Control-Allow-Origin": "*" } });
  const pages = { "/host.html": hostPage(`${site}?embed=1${query}`, sandbox) };
  const host = await siteFor(t, { pages });
  const page = await (await browserFor(t)).newPage();
  page.setDefaultTimeout(READY_MS);
  await page.goto(new URL("host.html", host).href);
  await page.evaluate(() => heardOf("ready"));
  return page;
}

for (const sandbox of [false, true]) {
  test(`a host loads, runs, seeks and asks (${sandbox ? "sandboxed" : "plain"} frame)`, async (t) => {
    const page = await hosted(t, { sandbox });
    const told = await page.evaluate(async () => {
      const program = "import time\nprint('one')\ntime.sleep(1)\nprint('two')\n";
      const loaded = await ask("load", { program });
      const started = await ask("run");
      const finished = (await heardOf("finished")).payload;
      await ask("seek", { time_ns: 5e8 });
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { loaded, started, finished, now: await ask("get") };
    });
    assert.deepEqual([told.loaded, told.started], [{ ok: true }, { ok: true }]);
    assert.equal(told.finished.outcome, "ok");
    assert.equal(told.finished.stdout, "one\ntwo\n");
    assert.equal(told.now.time_ns, 500_000_000);
    assert.match(told.now.link, /^#1/);
  });
}

test("a host hears of findings, and how high the page is", async (t) => {
  const page = await hosted(t, { sandbox: false });
  const told = await page.evaluate(async () => {
    await ask("load", { scenario: "deadlock-abba" });
    await ask("explore");
    const finding = await heardOf("finding");
    const canvas = heard.find((message) => message.subject === "lti.frameResize");
    return { finding, resize: await heardOf("resize"), canvas };
  });
  assert.equal(told.finding.payload.kind, "deadlock");
  assert.ok(told.finding.payload.lines.length > 0);
  assert.ok(told.resize.payload.height > 400);
  assert.ok(told.canvas.height > 400);
});

test("what is wrong with a wish is answered, and what is none is not", async (t) => {
  const page = await hosted(t, { sandbox: false });
  const told = await page.evaluate(async () => {
    const errors = [];
    for (const [type, payload] of [["dance"], ["load"], ["load", { link: "#1x!" }], ["load", { scenario: "no" }], ["seek"]]) {
      errors.push((await ask(type, payload)).error);
    }
    say({ type: "get", id: "old", v: 0 });
    say({ type: "get", id: "other", source: "somebody" });
    frame.contentWindow.postMessage("timeslice", "*");
    await ask("get");
    return { errors, ids: heard.map((message) => message.id) };
  });
  assert.match(told.errors.join("\n"), /not known\n.*needs a program.*\n.*damaged.*\n.*no scenario.*\n.*needs time_ns/);
  assert.ok(!told.ids.includes("old") && !told.ids.includes("other"));
});

test("a page that is not the host is not listened to", async (t) => {
  const site = await siteFor(t);
  const page = await (await browserFor(t)).newPage();
  await page.goto(`${site}?embed=1`);
  await page.waitForSelector("html[data-ready=true]", { state: "attached", timeout: READY_MS });
  const before = await page.getByRole("textbox", { name: "Program" }).innerText();
  await page.evaluate(() =>
    postMessage({ source: "timeslice", v: 1, type: "load", payload: { program: "print(1)" } }, "*"),
  );
  await page.waitForTimeout(300);
  assert.equal(await page.getByRole("textbox", { name: "Program" }).innerText(), before);
});

test("a program runs by itself when its frame comes into sight", async (t) => {
  const page = await hosted(t, { sandbox: false, query: "&run=lazy&scenario=lock" });
  const finished = await page.evaluate(async () => {
    say({ type: "ping" });
    return (await heardOf("state")) && (await heardOf("finished")).payload.outcome;
  });
  assert.equal(finished, "ok");
});

test("the element shows the program in it, and answers", async (t) => {
  const page = await (await browserFor(t)).newPage();
  page.setDefaultTimeout(READY_MS);
  const host = `<!doctype html><title>course</title>
<script type="module" src="./embed.js"></script>
<timeslice-scenario python="3.9">
  <script type="text/x-python">
    for n in range(2):
        print("n is", n)
  </script>
</timeslice-scenario>`;
  const course = await siteFor(t, { pages: { "/course.html": host } });
  await page.goto(new URL("course.html", course).href);
  const frame = page.frameLocator("timeslice-scenario iframe");
  await frame.locator("html[data-ready=true]").waitFor({ state: "attached" });
  assert.match(await frame.getByRole("textbox", { name: "Program" }).innerText(), /^for n in range\(2\):\n {4}print/);
  const finished = await page.evaluate(async () => {
    const element = document.querySelector("timeslice-scenario");
    const ended = new Promise((resolve) =>
      element.addEventListener("timeslice-finished", ({ detail }) => resolve(detail)),
    );
    await element.ask("run");
    return ended;
  });
  assert.equal(finished.stdout, "n is 0\nn is 1\n");
  const height = await page.locator("timeslice-scenario iframe").evaluate((frame) => frame.clientHeight);
  assert.ok(height > 500, `${height} pixels`);
});
