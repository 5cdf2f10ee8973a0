// Links between the command line and the page: what one writes, the other opens. In both builds of
// the worker the run is then the command line's.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";

import { browserFor, commandLine, openReady, siteFor } from "./harness.mjs";

const GOLDEN = new URL("../../crates/share/golden/", import.meta.url);

/** A link of the command line to a page at `site`. */
async function linkOf(site, ...words) {
  const { code, stdout, stderr } = await commandLine("link", "--base", site, ...words);
  assert.equal(code, 0, stderr);
  return stdout.trim();
}

for (const isolated of [true, false]) {
  test(`the page runs what the command line linked (${isolated ? "isolated" : "not isolated"})`, async (t) => {
    const site = await siteFor(t, { isolated });
    const words = ["scenario:five-sleeps", "--set", "TASKS=3", "--python", "3.9", "--cores", "2", "--seed", "7"];
    const link = await linkOf(site, ...words);
    const { page, complaints } = await openReady(await browserFor(t), link);
    const status = page.getByRole("status");
    await status.filter({ hasText: "opened from a link" }).waitFor();
    assert.match(await page.getByRole("textbox", { name: "Program" }).innerText(), /TASKS = 3 /);
    const machine = page.getByRole("group", { name: "Machine" });
    assert.equal(await machine.getByRole("combobox", { name: "Python" }).inputValue(), "3.9");
    assert.equal(await machine.getByRole("spinbutton", { name: "Cores" }).inputValue(), "2");
    assert.equal(await machine.getByRole("spinbutton", { name: "Seed" }).inputValue(), "7");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await status.filter({ hasText: /^Finished after/ }).waitFor();

    // The same run: as many bytecodes, and the same output.
    const { steps, stdout } = JSON.parse((await commandLine("run", "--json", ...words)).stdout);
    const clock = (await page.locator(".clock .steps").innerText()).replaceAll(/\D+/g, " ").trim();
    assert.equal(clock.replaceAll(" ", ""), `${steps}${steps}`);
    const shown = await page.locator(".output .line").allInnerTexts();
    assert.equal(shown.map((line) => `${line}\n`).join(""), stdout);
    assert.deepEqual(complaints, []);
  });
}

test("the command line prints what the page linked", async (t) => {
  const site = await siteFor(t);
  const { page } = await openReady(await browserFor(t), site);
  const source = "import time\ntime.sleep(1)\nprint('é')\n";
  await page.getByRole("textbox", { name: "Program" }).fill(source);
  await page.getByRole("group", { name: "Machine" }).getByRole("spinbutton", { name: "Cores" }).fill("3");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("status").filter({ hasText: /^Finished after/ }).waitFor();
  await page.getByRole("slider", { name: "Time", exact: true }).fill("0.25");
  await page.getByRole("button", { name: "Share" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  const { code, stdout } = await commandLine("link", "--decode", link);
  assert.equal(code, 0);
  const document = JSON.parse(stdout);
  assert.equal(document.source, source);
  assert.deepEqual(document.settings, { cores: 3 });
  assert.equal(document.cursor.time_ns, 250_000_000);
});

test("the page opens every released link", async (t) => {
  const site = await siteFor(t);
  const context = await browserFor(t);
  const links = (await readdir(GOLDEN)).filter((name) => name.endsWith(".link"));
  assert.ok(links.length >= 3);
  for (const name of links) {
    const text = await readFile(new URL(name, GOLDEN), "utf8");
    const fragment = text.trim().replace(/^[^#]*#/, "#");
    const { page, complaints } = await openReady(context, site + fragment);
    await page.getByRole("status").filter({ hasText: "opened from a link" }).waitFor();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("status").filter({ hasText: /^(Finished|Ended|This schedule|Deadlock)/ }).waitFor();
    assert.deepEqual(complaints, [], name);
    await page.close();
  }
});

test("bad links are refused with a message and code 65", async () => {
  for (const [link, message] of [
    ["#1broken!", "damaged"],
    ["#7abc", "version"],
    [`#1${"A".repeat(100_000)}`, "too big"],
  ]) {
    const { code, stdout, stderr } = await commandLine("link", "--decode", link);
    assert.deepEqual([code, stdout], [65, ""]);
    assert.match(stderr, new RegExp(message));
  }
});
