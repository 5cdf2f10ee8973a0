// The editor: CodeMirror with Python, diagnostics and a theme, as one module.
import { basicSetup } from "codemirror";
import { python } from "@codemirror/lang-python";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { oneDark } from "@codemirror/theme-one-dark";

export { EditorView, setDiagnostics };

/** Puts an editor that holds `text` into `parent`. */
export function createEditor(parent, text, dark) {
  const extensions = [basicSetup, python(), lintGutter()];
  if (dark) extensions.push(oneDark);
  return new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
}
