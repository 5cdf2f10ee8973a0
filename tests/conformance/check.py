"""Hold the conformance corpus against a real CPython.

    check.py [--python PATH | --command TEXT] [--jobs N] [--repeat N] [--write] [NAME ...]

NAME is a group ("threading"), a program ("threading/lock_basics") or nothing,
which means everything. The rules of comparison are in README.md beside this
file; they are the same for every interpreter that runs the corpus.

stdout is a pseudo-terminal, because the programs were written by people who
look at one: it is line-buffered, so the output of parent and child processes
comes in the order in which it was printed.

--write records what the interpreter said, and only where two runs agree.
--command "target/release/timeslice run" asks the simulator instead.
"""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import pty
import re
import shlex
import shutil
import subprocess
import sys
import termios
import threading

HERE = pathlib.Path(__file__).resolve().parent
TIMEOUT_S = 60
HEADER_LINES = 12
STDOUT_MODES = ("exact", "lines", "chars")
STDERR_MODES = ("exact", "lines", "user", "last", "any")

HEADER = re.compile(r"^# (compare|stderr): (\w+)$")
LIBRARY = re.compile(r"""[^\s"'(=]*/lib/python3\.\d+/""")
ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
PID = re.compile(r"\bpid=\d+")


def find_python():
    """A CPython 3.13 of this machine: on the path, or under pyenv."""
    found = shutil.which("python3.13")
    # A pyenv shim is on the path even where the version is not active.
    if found and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:
        return found
    root = pathlib.Path(os.environ.get("PYENV_ROOT", pathlib.Path.home() / ".pyenv"))
    installed = sorted(root.glob("versions/3.13*/bin/python"))
    if installed:
        return str(installed[-1])
    sys.exit("no python3.13 found; name one with --python")


def modes_of(program):
    """The two comparison modes that the program's first lines ask for."""
    modes = {"compare": "exact", "stderr": "exact"}
    for line in program.read_text().splitlines()[:HEADER_LINES]:
        match = HEADER.match(line)
        if match:
            modes[match[1]] = match[2]
    if modes["compare"] not in STDOUT_MODES or modes["stderr"] not in STDERR_MODES:
        sys.exit(f"{program}: unknown comparison mode in {modes}")
    return modes["compare"], modes["stderr"]


def run(command, program):
    """Run once; return (stdout, stderr, exit code), all as text and number."""
    master, slave = pty.openpty()
    attributes = termios.tcgetattr(slave)
    attributes[1] &= ~termios.OPOST  # else the terminal turns \n into \r\n
    termios.tcsetattr(slave, termios.TCSANOW, attributes)
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    process = subprocess.Popen(
        [*command, str(program)],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=subprocess.PIPE,
        cwd=program.parent,
        env=environment,
    )
    os.close(slave)
    pieces = []

    def drain():
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the last writer closed its end
                break
            if not piece:
                break
            pieces.append(piece)

    reader = threading.Thread(target=drain, daemon=True)
    reader.start()
    try:
        errors = process.communicate(timeout=TIMEOUT_S)[1]
        code = process.returncode
    except subprocess.TimeoutExpired:
        process.kill()
        errors, code = process.communicate()[1], "timeout"
    reader.join(5)
    os.close(master)
    return b"".join(pieces).decode(), errors.decode(), code


def normalise(text, program):
    """Take out what differs from machine to machine."""
    text = text.replace(str(program.parent) + "/", "")
    text = LIBRARY.sub("", text)
    text = ADDRESS.sub("at 0x...", text)
    return PID.sub("pid=N", text)


def without_library_frames(text, program):
    """Drop traceback entries of files other than the program's own."""
    kept, dropping = [], False
    for line in text.splitlines(keepends=True):
        body = line.lstrip(" |")
        if body.startswith('File "'):
            dropping = not body.startswith(f'File "{program.name}"')
        elif dropping:
            # An entry's own lines are its source and the carets below it.
            bars = line[: len(line) - len(body)]
            dropping = bars.endswith("    ") or not body.strip(" ~^\n")
            if not body.strip():
                dropping = False
        if not dropping:
            kept.append(line)
    return "".join(kept)


def last_line(text):
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] + "\n" if lines else ""


def view(text, mode, program):
    """The form in which two texts are compared under `mode`."""
    text = normalise(text, program)
    if mode == "any":
        return ""
    if mode == "last":
        return last_line(text)
    if mode == "user":
        return without_library_frames(text, program)
    if mode == "lines":
        return "\n".join(sorted(text.split("\n")))
    if mode == "chars":
        return "".join(sorted(text))
    return text


def recorded(program):
    """What the files beside the program expect."""
    stem = program.with_suffix("")

    def read(suffix, default):
        path = stem.with_suffix(suffix)
        # Not read_text: a carriage return is output, not the end of a line.
        return path.read_bytes().decode() if path.exists() else default

    return read(".expected", None), read(".stderr", ""), int(read(".exit", "0"))


def difference(name, wanted, got):
    lines = difflib.unified_diff(
        wanted.splitlines(), got.splitlines(), f"{name} expected", f"{name} got", lineterm=""
    )
    return "\n".join("    " + line for line in list(lines)[:40])


def compare(program, wanted, got):
    """A report of what differs, or an empty string."""
    compare_mode, stderr_mode = modes_of(program)
    problems = []
    for name, mode, a, b in (
        ("stdout", compare_mode, wanted[0], got[0]),
        ("stderr", stderr_mode, wanted[1], got[1]),
    ):
        a, b = view(a, mode, program), view(b, mode, program)
        if a != b:
            problems.append(difference(name, a, b) or f"    {name} differs in white space")
    if wanted[2] != got[2]:
        problems.append(f"    exit code {got[2]}, expected {wanted[2]}")
    return "\n".join(problems)


def check(command, program, repeat):
    wanted = recorded(program)
    if wanted[0] is None:
        return "    no .expected file"
    for _ in range(repeat):
        problem = compare(program, wanted, run(command, program))
        if problem:
            return problem
    return ""


def write(command, program):
    first, second = run(command, program), run(command, program)
    problem = compare(program, first, second)
    if problem:
        return "two runs disagree, nothing recorded\n" + problem
    if first[2] == "timeout":
        return "    does not end"
    stem = program.with_suffix("")
    stem.with_suffix(".expected").write_bytes(normalise(first[0], program).encode())
    stderr_mode = modes_of(program)[1]
    errors = normalise(first[1], program)
    if stderr_mode in ("user", "last"):
        errors = view(first[1], stderr_mode, program)
    for suffix, text in (
        (".stderr", "" if stderr_mode == "any" else errors),
        (".exit", f"{first[2]}\n" if first[2] else ""),
    ):
        path = stem.with_suffix(suffix)
        if text:
            path.write_bytes(text.encode())
        else:
            path.unlink(missing_ok=True)
    return ""


def selected(names):
    programs = sorted(HERE.glob("*/*.py"))
    for program in programs:
        # The program's folder is first on sys.path and would hide the module.
        if program.stem in sys.stdlib_module_names:
            sys.exit(f"{program}: has the name of a standard module")
    if not names:
        return programs
    wanted = {name.removesuffix(".py").strip("/") for name in names}
    chosen = [
        p
        for p in programs
        if p.parent.name in wanted or f"{p.parent.name}/{p.stem}" in wanted
    ]
    if not chosen:
        sys.exit(f"nothing is called {' or '.join(sorted(wanted))}")
    return chosen


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", default=None, help="the interpreter to ask")
    parser.add_argument("--command", help="run this instead, with the program's path appended")
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="record expectations")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.command and options.write:
        parser.error("expectations are recorded from CPython only")
    command = shlex.split(options.command) if options.command else [options.python or find_python()]
    # The programs run in their own folders.
    command[0] = os.path.abspath(command[0]) if os.sep in command[0] else command[0]
    programs = selected(options.names)

    def work(program):
        if options.write:
            return write(command, program)
        return check(command, program, options.repeat)

    failures = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for program, problem in zip(programs, pool.map(work, programs)):
            if problem:
                failures += 1
                print(f"FAIL {program.parent.name}/{program.stem}\n{problem}", flush=True)
    print(f"{len(programs) - failures} of {len(programs)} agree with {shlex.join(command)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
