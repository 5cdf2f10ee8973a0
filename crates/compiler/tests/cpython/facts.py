"""Facts about the code objects of the files named on standard input, one line each.

For comparison with the same facts from Timeslice's compiler: run by tests/cpython.rs.
"""

import sys
import traceback

FLAGS = [(4, "varargs"), (8, "varkeywords"), (16, "nested"), (32, "generator"),
         (128, "coroutine"), (512, "asyncgen")]
PLACES = {
    "CALL": "call", "CALL_KW": "call", "CALL_FUNCTION_EX": "call",
    "BINARY_OP": "binary", "COMPARE_OP": "compare", "CONTAINS_OP": "compare",
    "BINARY_SUBSCR": "subscript", "BINARY_SLICE": "subscript",
    "STORE_SUBSCR": "store subscript", "STORE_SLICE": "store subscript",
    "DELETE_SUBSCR": "delete subscript",
    "LOAD_ATTR": "attribute", "LOAD_SUPER_ATTR": "attribute",
    "STORE_ATTR": "store attribute", "DELETE_ATTR": "delete attribute",
    "LOAD_GLOBAL": "name", "LOAD_NAME": "name",
    "FOR_ITER": "for", "GET_ITER": "iter", "GET_AITER": "iter",
    "UNPACK_SEQUENCE": "unpack", "UNPACK_EX": "unpack",
    "RAISE_VARARGS": "raise", "BEFORE_WITH": "with", "BEFORE_ASYNC_WITH": "with",
    "IMPORT_NAME": "import", "IMPORT_FROM": "import",
    "FORMAT_SIMPLE": "format", "FORMAT_WITH_SPEC": "format", "CONVERT_VALUE": "convert",
    "YIELD_VALUE": "yield", "GET_AWAITABLE": "await", "SEND": "send",
    "UNARY_NEGATIVE": "unary", "UNARY_INVERT": "unary", "UNARY_NOT": "unary",
    "LIST_EXTEND": "extend", "DICT_UPDATE": "extend", "DICT_MERGE": "extend",
    "MATCH_CLASS": "match", "MATCH_KEYS": "match", "CHECK_EXC_MATCH": "except",
    "CHECK_EG_MATCH": "except", "LOAD_BUILD_CLASS": "class",
}


def names(items):
    return ",".join(sorted(set(items)))


def anchor(lines, at, known):
    """The part that a traceback marks with ^ inside the range `at`."""
    if at not in known:
        first, last = at.lineno - 1, at.end_lineno
        text = lines[first:last]
        text[-1] = text[-1][:at.end_col_offset]
        text[0] = text[0][at.col_offset:]
        segment = b"\n".join(text).decode()
        try:
            found = traceback._extract_caret_anchors_from_line_segment(segment)
        except Exception:
            found = None
        known[at] = ""
        if found:
            def place(line, column):
                prefix = segment.split("\n")[line][:column]
                column = len(prefix.encode()) + (at.col_offset if line == 0 else 0)
                return f"{at.lineno + line}:{column}"
            known[at] = (f"^{place(found.left_end_lineno, found.left_end_offset)}"
                         f"-{place(found.right_start_lineno, found.right_start_offset)}")
    return known[at]


def show(path, code, lines, known, dis):
    flags = " ".join(name for bit, name in FLAGS if code.co_flags & bit)
    key = f"{path}|{code.co_qualname}|{code.co_firstlineno}"
    print(f"{key}|arguments|{code.co_argcount} {code.co_posonlyargcount} {code.co_kwonlyargcount} {flags}")
    parameters = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
    print(f"{key}|parameters|{','.join(code.co_varnames[:parameters])}")
    cells = set(code.co_cellvars)
    print(f"{key}|locals|{names(cells | set(code.co_varnames))}")
    print(f"{key}|cells|{names(code.co_cellvars)}")
    print(f"{key}|frees|{','.join(code.co_freevars)}")
    print(f"{key}|names|{names(code.co_names)}")
    if lines:
        found = set()
        for instruction in dis.get_instructions(code):
            kind = PLACES.get(instruction.opname)
            at = instruction.positions
            if kind and at.lineno is not None and at.col_offset is not None:
                marked = anchor(lines, at, known)
                found.add(f"{key}|{kind}|{at.lineno}:{at.col_offset}-{at.end_lineno}:{at.end_col_offset}{marked}")
        print("\n".join(sorted(found)))
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            show(path, constant, lines, known, dis)


def main():
    import dis
    import warnings
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    for line in sys.stdin:
        path = line.rstrip("\n")
        with open(path, "rb") as file:
            text = file.read()
        try:
            code = compile(text, path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError):
            print(f"{path}|invalid")
            continue
        text = text.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")
        show(path, code, text.split(b"\n"), {}, dis)


main()
