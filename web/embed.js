// <timeslice-scenario>: Timeslice in somebody's page.
//
//   <script type="module" src="https://your-host/timeslice/embed.js"></script>
//   <timeslice-scenario scenario="deadlock-abba" theme="dark"></timeslice-scenario>
//   <timeslice-scenario python="3.9" show="code,output">
//     <script type="text/x-python">
//       print("a program of your own")
//     </script>
//   </timeslice-scenario>
//
// Attributes: `scenario` or `link`, or a program inside; `theme`, `show`, `readonly` and `run` as in
// the address; `python` for the machine; `base` where the page is not beside this file. What the
// frame says comes as events: `timeslice-ready`, `timeslice-finished` … with the payload as detail,
// and `ask(type, payload)` asks it something.

const HERE = new URL("./", import.meta.url);

/** What the address carries as it is. */
const PASSED_ON = ["scenario", "theme", "show", "run", "lang"];

/** The link's fragment of a document, as the page itself would write it. */
async function fragmentOf(document) {
  const deflated = new Blob([JSON.stringify(document)])
    .stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `#1${text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** A program as it stands in a page: without the indentation around it. */
function dedented(text) {
  const lines = text.replace(/^\s*\n/, "").trimEnd().split("\n");
  const margins = lines.filter((line) => line.trim()).map((line) => line.match(/^ */)[0].length);
  const margin = Math.min(...margins);
  return `${lines.map((line) => line.slice(margin)).join("\n")}\n`;
}

class TimesliceScenario extends HTMLElement {
  #frame;
  #asked = new Map();
  #next = 1;
  #hear = (event) => this.#heard(event);

  connectedCallback() {
    if (this.#frame) return;
    this.#frame = document.createElement("iframe");
    this.#frame.title = this.getAttribute("title") ?? "Timeslice";
    this.#frame.allow = "cross-origin-isolated; clipboard-write";
    this.#frame.style.cssText = "display:block;width:100%;height:720px;border:0";
    addEventListener("message", this.#hear);
    this.#address().then((address) => {
      this.#frame.src = address;
      this.append(this.#frame);
    });
  }

  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    this.#frame?.remove();
    this.#frame = undefined;
  }

  /** Asks the frame (`load`, `run`, `explore`, `seek`, `get`); the promise is its answer. */
  ask(type, payload = {}) {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.#post({ type, id, payload });
    });
  }

  async #address() {
    const address = new URL(this.getAttribute("base") ?? HERE, document.baseURI);
    address.searchParams.set("embed", "1");
    for (const name of PASSED_ON) {
      if (this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
    }
    if (this.hasAttribute("readonly")) address.searchParams.set("readonly", "1");
    const link = this.getAttribute("link");
    const program = this.querySelector('script[type="text/x-python"], template, pre');
    if (link) {
      address.hash = link.slice(link.indexOf("#"));
    } else if (program) {
      const source = dedented((program.content ?? program).textContent);
      const python = this.getAttribute("python");
      program.hidden = true;
      address.hash = await fragmentOf({ source, settings: python ? { python } : {} });
    }
    return address.href;
  }

  #post(message) {
    // A sandboxed frame has no origin that could be named.
    this.#frame?.contentWindow?.postMessage({ source: "timeslice", v: 1, ...message }, "*");
  }

  #heard(event) {
    const { source, v, type, id, payload } = event.data ?? {};
    if (!this.#frame || event.source !== this.#frame.contentWindow) return;
    if (source !== "timeslice" || v !== 1) return;
    if (type === "resize") this.#frame.style.height = `${payload.height}px`;
    // The frame tells nobody anything who has not spoken yet.
    if (type === "ready" && id === undefined) this.#post({ type: "ping", id: "hello" });
    if (type === "answer") {
      this.#asked.get(id)?.(payload);
      this.#asked.delete(id);
    } else {
      this.dispatchEvent(new CustomEvent(`timeslice-${type}`, { detail: payload, bubbles: true }));
    }
  }
}

customElements.define("timeslice-scenario", TimesliceScenario);
