"""Writes errors.txt: the snippets with what CPython 3.13 says about each.

Run with CPython 3.13 in this folder.
"""

import warnings

warnings.simplefilter("ignore")
with open("snippets.txt", encoding="utf-8") as file:
    snippets = file.read().split("### \n")
with open("errors.txt", "w", encoding="utf-8") as out:
    for snippet in snippets:
        try:
            compile(snippet, "t.py", "exec")
            result = "ok"
        except SyntaxError as error:
            kind = type(error).__name__
            result = f"{error.lineno}:{error.offset} {kind}: {error.msg}"
        out.write(f"{snippet}=== {result}\n")
