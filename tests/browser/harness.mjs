// What every browser test starts with: the built page on a server, and a real Chromium.
//
// `cargo xtask test` sets CHROMIUM (the browser's path), TIMESLICE_DIST (the built page),
// TIMESLICE_CLI (the command line) and TIMESLICE_RUNS (recorded runs), to compare results with.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { chromium } from "playwright-core";

import { serve } from "./server.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long the page may take to come up: its wasm is compiled on a machine that is busy. */
export const READY_MS = 60_000;

/** A variable that xtask sets. */
export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test\``);
  return value;
}

/** The folder of the built page. */
export const dist = required("TIMESLICE_DIST");

/** Starts Chromium with an empty profile; `t.after` ends it and removes the profile. */
export async function browserFor(t, options = {}) {
  const profile = await mkdtemp(join(tmpdir(), "timeslice-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: required("CHROMIUM"),
    headless: true,
    args: FLAGS,
    ...options,
  });
  t.after(async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  return context;
}

/** Serves the built page until the test ends; the options are those of `serve`. */
export async function siteFor(t, options = {}) {
  const site = await serve(dist, options);
  t.after(site.close);
  return site.url;
}

/**
 * Opens an address and waits until the page says that it is ready. Returns the page and the
 * list, which goes on growing, of what went wrong in it: errors, and requests that left the
 * site or failed.
 */
export async function openReady(context, address) {
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  const { origin } = new URL(address);
  page.on("request", (request) => {
    const url = request.url();
    const local = url.startsWith(origin) || /^(blob|data|about):/.test(url);
    if (!local) complaints.push(`request to another site: ${url}`);
  });
  page.on("requestfailed", (request) => {
    // A navigation that replaces the page aborts what it was loading.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") {
      complaints.push(`failed: ${request.url()}`);
    }
  });
  await page.goto(address);
  await page.waitForSelector("html[data-ready=true]", { state: "attached", timeout: READY_MS });
  return { page, complaints };
}

/** An empty page beside the built one, from which a test starts workers of its own. */
export async function blankPage(t, { isolated, pages = {} }) {
  const blank = "<!doctype html><title>blank</title>";
  const site = await siteFor(t, { isolated, pages: { ...pages, "/blank.html": blank } });
  const page = await (await browserFor(t)).newPage();
  await page.goto(new URL("blank.html", site).href);
  assert.equal(await page.evaluate(() => crossOriginIsolated), isolated);
  return page;
}

/** What `<html>` says that the page runs on. */
export async function runsOn(page) {
  const { isolated, workers } = await page.evaluate(() => ({ ...document.documentElement.dataset }));
  return { isolated: isolated === "true", workers: Number(workers) };
}

/** Runs the command line; its exit code is part of the answer, not an error. */
export async function commandLine(...args) {
  const running = promisify(execFile)(required("TIMESLICE_CLI"), args);
  // It reads what a program could ask for, to the end.
  running.child.stdin.end();
  try {
    const { stdout, stderr } = await running;
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (typeof error.code !== "number") throw error;
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}
