// The worker's entry: takes one of the two wasm builds, starts its thread pool, and says so.
//
// `threads` needs shared memory, which a page has only where it is cross-origin isolated;
// everywhere else, and where shared memory is refused after all, `single` does the same on one
// thread. `?build=` forces one of the two, `?workers=` the size of the pool, and `?v=` goes on
// to every file that is loaded: a page that gives its own version never meets files of an
// older one in a cache.
//
// Sends {type: "ready", build, workers} or {type: "failed", message}; what is sent after that
// is the wasm module's.

// Not `location`: in a sandboxed frame a blob imports this module.
const parameters = new URL(import.meta.url).searchParams;

// A pool larger than this costs more memory than it wins.
const MAX_WORKERS = 16;

function poolSize() {
  const wanted = Number(parameters.get("workers")) || navigator.hardwareConcurrency || 1;
  return Math.max(1, Math.min(MAX_WORKERS, Math.floor(wanted)));
}

const version = parameters.has("v") ? `?v=${encodeURIComponent(parameters.get("v"))}` : "";

async function load(build) {
  const file = (name) => new URL(`./${build}/${name}${version}`, import.meta.url);
  const module = await import(file("timeslice_worker.js"));
  await module.default({ module_or_path: file("timeslice_worker_bg.wasm") });
  // Before any other call: rayon would start a pool of its own, which wasm cannot.
  if (build === "threads") await module.initThreadPool(poolSize());
  return module;
}

async function loadBest() {
  const forced = parameters.get("build");
  if (forced) return [forced, await load(forced)];
  if (self.crossOriginIsolated) {
    try {
      return ["threads", await load("threads")];
    } catch (error) {
      console.warn("no threads, continuing on one:", error);
    }
  }
  return ["single", await load("single")];
}

try {
  const [build, module] = await loadBest();
  module.start();
  self.postMessage({ type: "ready", build, workers: module.available_workers() });
} catch (error) {
  self.postMessage({ type: "failed", message: String(error) });
}
