"""Check the library modules: every program in programs/ is run by runner.py and must print
what the files beside it say (NAME.out, and NAME.err where it writes to stderr).

    python run.py [NAME…]           run under the library
    python run.py --bless [NAME…]   write the expectations, from the plain interpreter

The interpreter is the one that runs this file; it has to be a CPython 3.13.
"""

import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.path.join(HERE, "programs")
# Where files lie, addresses, process numbers and library line numbers are no behaviour.
NOISE = (
    (re.compile(r'File "[^"]*?((?:\w+/)?\w+\.py)", line \d+, in (?!<module>)(\w+)'), r'File "\1", in \2'),
    (re.compile(r'File "[^"]*/(\w+\.py)"'), r'File "\1"'),
    (re.compile(r"(?<=[ =])/\S*/(?:asyncio|multiprocessing)/(\w+\.py):\d+"), r"\1"),
    (re.compile(r"\S*/(\w+\.py:\d+)"), r"\1"),
    (re.compile(r"0x[0-9a-f]+"), "0x"),
    (re.compile(r"\b\d{12,}\b"), "ID"),
    (re.compile(r"pid=\d+"), "pid=N"),
)


def clean(text):
    for pattern, replacement in NOISE:
        text = pattern.sub(replacement, text)
    return text


def run(arguments):
    done = subprocess.run([sys.executable, "-W", "default::DeprecationWarning:__main__", *arguments],
                          capture_output=True, text=True, timeout=30, cwd=PROGRAMS)
    return clean(done.stdout) + f"exit {done.returncode}\n", clean(done.stderr)


def read(path):
    if not os.path.exists(path):
        return ""
    with open(path) as file:
        return file.read()


def main():
    names = [a for a in sys.argv[1:] if not a.startswith("-")]
    bless = "--bless" in sys.argv
    if not names:
        names = sorted(f[:-3] for f in os.listdir(PROGRAMS) if f.endswith(".py"))
    failed = []
    for name in names:
        program = name + ".py"
        expected = [os.path.join(PROGRAMS, name + end) for end in (".out", ".err")]
        if bless:
            for path, text in zip(expected, run([program])):
                if text:
                    with open(path, "w") as file:
                        file.write(text)
                elif os.path.exists(path):
                    os.remove(path)
            continue
        found = run([os.path.join(HERE, "runner.py"), program])
        wanted = tuple(read(path) for path in expected)
        print("ok  " if found == wanted else "FAIL", name)
        if found != wanted:
            failed.append(name)
            import difflib
            for a, b in zip(wanted, found):
                print("\n".join(difflib.unified_diff(a.splitlines(), b.splitlines(), "expected", "found", lineterm="")))
    print(f"{len(names) - len(failed)} of {len(names)} as expected" if not bless else "blessed")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
