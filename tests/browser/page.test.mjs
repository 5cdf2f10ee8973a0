// The built page comes up wherever a host puts it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { browserFor, openReady, READY_MS, runsOn, siteFor } from "./harness.mjs";

test("an isolated page runs on threads", async (t) => {
  const site = await siteFor(t, { isolated: true });
  const { page, complaints } = await openReady(await browserFor(t), site);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  assert.deepEqual(await runsOn(page), { isolated: true, workers: Math.min(cores, 16) });
  assert.deepEqual(complaints, []);
});

test("a page on a plain host, in a folder, runs on one thread", async (t) => {
  const site = await siteFor(t, { prefix: "/courses/week 3/" });
  const { page, complaints } = await openReady(await browserFor(t), site);
  assert.deepEqual(await runsOn(page), { isolated: false, workers: 1 });
  assert.deepEqual(complaints, []);
});

test("the page comes up in a sandboxed frame of another site", async (t) => {
  // The frame's origin is its own: the site has to allow it to read the modules.
  const site = await siteFor(t, { headers: { "Access-Control-Allow-Origin": "*" } });
  const host = await siteFor(t, {
    pages: {
      "/host.html": `<!doctype html><iframe sandbox="allow-scripts" src="${site}?embed=1"></iframe>`,
    },
  });
  const context = await browserFor(t);
  const page = await context.newPage();
  await page.goto(new URL("host.html", host).href);
  const frame = page.frameLocator("iframe");
  await frame.locator("html[data-ready=true]").waitFor({ state: "attached", timeout: READY_MS });
  assert.equal(await frame.locator("html").getAttribute("data-isolated"), "false");
});
