// A static server for the built page, as a plain host or as one that isolates it.
//
// Every test gets a server of its own on a free port of 127.0.0.1, so that an origin is
// never shared. Folders are served below any prefix: the page must not care where it lies.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

/**
 * Serves `folder` below `prefix`. `pages` are further documents (text or bytes) by path, such as a host
 * page with an iframe; `headers` go with every answer, besides those that isolate.
 * Returns `{ url, close }`.
 */
export async function serve(folder, { isolated = false, prefix = "/", headers = {}, pages = {} } = {}) {
  const common = { ...(isolated ? ISOLATION : {}), ...headers };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
    if (path in pages) {
      response.writeHead(200, { ...common, "Content-Type": TYPES[".html"] });
      response.end(pages[path]);
      return;
    }
    const file = await fileAt(folder, prefix, path);
    if (!file) {
      response.writeHead(404, { ...common, "Content-Type": "text/plain" });
      response.end("not found");
      return;
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { ...common, "Content-Type": type, "Cache-Control": "no-store" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${server.address().port}${prefix}`, close };
}

async function fileAt(folder, prefix, path) {
  if (!path.startsWith(prefix)) return null;
  const inside = normalize(path.slice(prefix.length));
  if (inside.startsWith("..") || inside.startsWith(sep)) return null;
  const file = join(folder, path.endsWith("/") ? join(inside, "index.html") : inside);
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
}
