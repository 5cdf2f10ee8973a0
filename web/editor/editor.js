// The editor: CodeMirror with Python, diagnostics in the gutter, and marks for the lines where
// threads are. Colours come from the page's style sheet, so both themes are one.
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  GutterMarker,
  drawSelection,
  gutter,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

const setMarks = StateEffect.define();

/** The threads on one line: a badge with their numbers. */
class ThreadsMarker extends GutterMarker {
  constructor(threads) {
    super();
    this.threads = threads;
    this.key = JSON.stringify(threads);
  }

  eq(other) {
    return other.key === this.key;
  }

  toDOM() {
    const badge = document.createElement("span");
    badge.className = "thread-badge";
    const labels = this.threads.map((thread) => thread.label);
    badge.textContent = labels.length > 2 ? `${labels.length} ×` : labels.join(" ");
    badge.title = this.threads.map((thread) => `${thread.name}: ${thread.state}`).join("\n");
    if (this.threads.some((thread) => thread.running)) badge.classList.add("running");
    return badge;
  }
}

const linesWithThreads = StateField.define({
  create: () => ({ gutter: RangeSet.empty, lines: Decoration.none }),
  update(value, transaction) {
    value = {
      gutter: value.gutter.map(transaction.changes),
      lines: value.lines.map(transaction.changes),
    };
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) value = marksOf(effect.value, transaction.state.doc);
    }
    return value;
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.lines),
});

/**
 * The line behind docstring and settings block, which the page shows in forms of their own; the
 * first one where there is no such head.
 */
function firstLineOfCode(text) {
  const head = /^(?:\s*("""|''')[^]*?\1)?(?:\s*#[^\n]*)*\s*/.exec(text)[0];
  return /"""|'''|\/\/\//.test(head) ? head.split("\n").length : 1;
}

function marksOf(threads, doc) {
  const byLine = new Map();
  for (const thread of threads) {
    if (thread.line < 1 || thread.line > doc.lines) continue;
    byLine.set(thread.line, [...(byLine.get(thread.line) ?? []), thread]);
  }
  const lines = [...byLine].sort(([a], [b]) => a - b);
  return {
    gutter: RangeSet.of(
      lines.map(([line, here]) => new ThreadsMarker(here).range(doc.line(line).from)),
    ),
    lines: Decoration.set(
      lines.map(([line, here]) => {
        const running = here.some((thread) => thread.running);
        const name = running ? "thread-line running" : "thread-line";
        return Decoration.line({ class: name }).range(doc.line(line).from);
      }),
    ),
  };
}

/**
 * Puts an editor into `parent`. `label` is its accessible name, `onChange` is called with the
 * whole text after each edit of the user. Returns the handle that the page keeps.
 */
function createEditor(parent, text, label, onChange) {
  let fromPage = false;
  const readOnly = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        gutter({
          class: "thread-gutter",
          markers: (view) => view.state.field(linesWithThreads).gutter,
          initialSpacer: () => new ThreadsMarker([{ label: "10 11", name: "", state: "" }]),
        }),
        linesWithThreads,
        lintGutter(),
        history(),
        drawSelection(),
        indentUnit.of("    "),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        syntaxHighlighting(classHighlighter),
        python(),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...lintKeymap,
          // Escape, then Tab, leaves the editor: CodeMirror sees to that.
          indentWithTab,
        ]),
        readOnly.of([]),
        EditorView.contentAttributes.of({
          "aria-label": label,
          "aria-description": "Tab indents; Escape, then Tab, leaves the editor.",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !fromPage) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });

  const change = (spec) => {
    fromPage = true;
    try {
      // Lines that the page puts in are taken back by themselves, not together with what was typed
      // just before; a slider that is dragged is one step.
      const alone = spec.changes.insert.includes("\n");
      view.dispatch(alone ? { ...spec, annotations: isolateHistory.of("full") } : spec);
    } finally {
      fromPage = false;
    }
  };
  // CodeMirror's own way would scroll the page as well, which is nobody's wish here.
  const scrollTo = (line, isWanted) => {
    view.requestMeasure({
      read: () => {
        const block = view.lineBlockAt(view.state.doc.line(line).from);
        return { block, top: view.scrollDOM.scrollTop, height: view.scrollDOM.clientHeight };
      },
      write: ({ block, top, height }) => {
        const wanted = isWanted(block, top, height);
        if (wanted !== top) view.scrollDOM.scrollTop = wanted;
      },
    });
  };
  const showCode = () => {
    const line = firstLineOfCode(view.state.doc.toString());
    scrollTo(Math.min(line, view.state.doc.lines), (block) => (line === 1 ? 0 : block.top));
  };
  showCode();
  return {
    replace(from, to, insert) {
      change({ changes: { from, to, insert } });
    },
    setText(text) {
      const { length } = view.state.doc;
      change({ changes: { from: 0, to: length, insert: text }, selection: { anchor: 0 } });
      showCode();
    },
    setProblems(problems) {
      const length = view.state.doc.length;
      const diagnostics = problems.map(({ from, to, message }) => ({
        from: Math.min(from, length),
        to: Math.min(Math.max(to, from), length),
        severity: "error",
        message,
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    setMarks(threads, follow) {
      view.dispatch({ effects: setMarks.of(threads) });
      const running = threads.find((thread) => thread.running) ?? threads[0];
      if (follow && running && running.line >= 1 && running.line <= view.state.doc.lines) {
        const margin = 60;
        scrollTo(running.line, (block, top, height) =>
          Math.max(
            0,
            Math.min(Math.max(top, block.bottom + margin - height), block.top - margin),
          ),
        );
      }
    },
    setReadOnly(flag) {
      view.dispatch({
        effects: readOnly.reconfigure(flag ? EditorState.readOnly.of(true) : []),
      });
    },
    goTo(line) {
      const at = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines))).from;
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
    destroy() {
      view.destroy();
    },
  };
}

// The page's wasm module may start before or after this one.
globalThis.timesliceCreateEditor = createEditor;
globalThis.dispatchEvent(new Event("timeslice-editor"));
