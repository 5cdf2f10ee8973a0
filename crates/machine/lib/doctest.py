"""Examples in docstrings, run and compared."""

import inspect
import io
import linecache
import sys
import traceback
from collections import namedtuple

__all__ = [
    "testmod", "run_docstring_examples", "DocTestParser", "DocTestFinder", "DocTestRunner", "DocTest", "Example", "TestResults",
    "ELLIPSIS", "NORMALIZE_WHITESPACE", "SKIP", "IGNORE_EXCEPTION_DETAIL", "DONT_ACCEPT_BLANKLINE", "DONT_ACCEPT_TRUE_FOR_1", "FAIL_FAST",
]  # fmt: skip

DONT_ACCEPT_TRUE_FOR_1 = 1
DONT_ACCEPT_BLANKLINE = 2
NORMALIZE_WHITESPACE = 4
ELLIPSIS = 8
SKIP = 16
IGNORE_EXCEPTION_DETAIL = 32
FAIL_FAST = 1024

_FLAGS = {
    "DONT_ACCEPT_TRUE_FOR_1": DONT_ACCEPT_TRUE_FOR_1, "DONT_ACCEPT_BLANKLINE": DONT_ACCEPT_BLANKLINE,
    "NORMALIZE_WHITESPACE": NORMALIZE_WHITESPACE, "ELLIPSIS": ELLIPSIS, "SKIP": SKIP,
    "IGNORE_EXCEPTION_DETAIL": IGNORE_EXCEPTION_DETAIL, "FAIL_FAST": FAIL_FAST,
}  # fmt: skip
_DIVIDER = "*" * 70


class TestResults(namedtuple("TestResults", "failed attempted")):
    skipped = 0

    def __new__(cls, failed, attempted, *, skipped=0):
        self = super().__new__(cls, failed, attempted)
        self.skipped = skipped
        return self

    def __repr__(self):
        if self.skipped:
            return f"TestResults(failed={self.failed}, attempted={self.attempted}, skipped={self.skipped})"
        return super().__repr__()


class Example:
    """One prompt with its expected output."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith("\n") else source + "\n"
        self.want = want + "\n" if want and not want.endswith("\n") else want
        self.exc_msg = exc_msg
        self.lineno = lineno
        self.indent = indent
        self.options = options or {}


class DocTest:
    def __init__(self, examples, globs, name, filename, lineno, docstring):
        self.examples = examples
        self.globs = dict(globs)
        self.name = name
        self.filename = filename
        self.lineno = lineno
        self.docstring = docstring

    def __repr__(self):
        count = f"{len(self.examples)} example{'s' if len(self.examples) != 1 else ''}" if self.examples else "no examples"
        return f"<DocTest {self.name} from {self.filename}:{self.lineno} ({count})>"


class DocTestParser:
    def get_examples(self, string, name="<string>"):
        lines = string.expandtabs().split("\n")
        margin = min([len(line) - len(line.lstrip(" ")) for line in lines if line.strip()], default=0)
        lines = [line[margin:] for line in lines]
        examples = []
        i = 0
        while i < len(lines):
            text = lines[i].lstrip(" ")
            if text != ">>>" and not text.startswith(">>> "):
                if text.startswith(">>>"):
                    raise ValueError(f"line {i + 1} of the docstring for {name} lacks blank after >>>: {lines[i]!r}")
                i += 1
                continue
            indent = len(lines[i]) - len(text)
            start = i
            source = [text[4:]]
            i += 1
            while i < len(lines) and (lines[i][indent:] == "..." or lines[i][indent:].startswith("... ")) and not lines[i][:indent].strip():
                source.append(lines[i][indent + 4 :])
                i += 1
            want = []
            while i < len(lines) and lines[i].strip() and not lines[i].lstrip(" ").startswith(">>>"):
                if lines[i][:indent].strip():
                    raise ValueError(f"line {i + 1} of the docstring for {name} has inconsistent leading whitespace: {lines[i]!r}")
                want.append(lines[i][indent:])
                i += 1
            code = "\n".join(source)
            if code.strip() and not all(not s.strip() or s.strip().startswith("#") for s in source):
                expected = "\n".join(want)
                examples.append(Example(code, expected, _expected_exception(want), start, indent + margin, _options(source, name, start)))
        return examples

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)


def _expected_exception(want):
    """The message that the output of an example announces, or None."""
    if not want or want[0].strip() not in ("Traceback (most recent call last):", "Traceback (innermost last):"):
        return None
    for i, line in enumerate(want[1:], 1):
        if line and not line[0].isspace() and (line[0].isalnum() or line[0] == "_"):
            return "\n".join(want[i:]) + "\n"
    return None


def _options(source, name, lineno):
    options = {}
    for line in source:
        _, found, directive = line.partition("# doctest:")
        if not found:
            _, found, directive = line.partition("#doctest:")
        for option in directive.replace(",", " ").split():
            if option[0] not in "+-" or option[1:] not in _FLAGS:
                raise ValueError(f"line {lineno + 1} of the doctest for {name} has an invalid option: {option!r}")
            options[_FLAGS[option[1:]]] = option[0] == "+"
    return options


class DocTestFinder:
    def __init__(self, verbose=False, parser=None, recurse=True, exclude_empty=True):
        self._parser = parser or DocTestParser()
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        if name is None:
            name = obj.__name__
        if module is None:
            module = obj if inspect.ismodule(obj) else sys.modules.get(getattr(obj, "__module__", None))
        globs = dict(getattr(module, "__dict__", {})) if globs is None else dict(globs)
        globs.update(extraglobs or {})
        globs.setdefault("__name__", "__main__")
        tests = []
        self._find(tests, obj, name, module, globs, set())
        tests.sort(key=lambda test: (test.name, test.filename or "", test.lineno or 0))
        return tests

    def _find(self, tests, obj, name, module, globs, seen):
        if id(obj) in seen:
            return
        seen.add(id(obj))
        test = self._test_of(obj, name, module, globs)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            for attribute, value in list(obj.__dict__.items()):
                function = inspect.unwrap(value) if inspect.isroutine(value) else value
                if (inspect.isfunction(function) or inspect.isclass(function)) and getattr(function, "__module__", None) == module.__name__:
                    self._find(tests, value, f"{name}.{attribute}", module, globs, seen)
            for key, value in getattr(obj, "__test__", {}).items():
                self._find(tests, value, f"{name}.__test__.{key}", module, globs, seen)
        elif inspect.isclass(obj):
            for attribute, value in list(obj.__dict__.items()):
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (inspect.isfunction(value) or inspect.isclass(value) or isinstance(value, property)) and (
                    isinstance(value, property) or getattr(value, "__module__", None) == module.__name__
                ):
                    self._find(tests, value, f"{name}.{attribute}", module, globs, seen)

    def _test_of(self, obj, name, module, globs):
        docstring = obj if isinstance(obj, str) else getattr(obj, "__doc__", None)
        if docstring is None:
            docstring = ""
        if not isinstance(docstring, str):
            docstring = str(docstring)
        if self._exclude_empty and not docstring:
            return None
        filename = getattr(module, "__file__", None) or getattr(module, "__name__", None)
        lineno = _docstring_line(obj, docstring, linecache.getlines(filename) if filename else [])
        return self._parser.get_doctest(docstring, globs, name, filename, lineno)


def _docstring_line(obj, docstring, lines):
    """The index of the line where the docstring begins, or None."""
    start = None
    if inspect.ismodule(obj):
        return 0
    if isinstance(obj, property):
        obj = obj.fget
    if inspect.isclass(obj):
        first = obj.__dict__.get("__firstlineno__")
        start = None if first is None else first - 1
    elif inspect.isfunction(obj):
        start = inspect.unwrap(obj).__code__.co_firstlineno - 1
    if start is None:
        return None
    for i in range(start, len(lines)):
        text = lines[i].strip().lstrip("rRuUbB")
        if text.startswith(('"', "'")) or ":" in text and text.rpartition(":")[2].strip().lstrip("rRuU").startswith(('"', "'")):
            return i
    return start + 1 if not lines else None


class OutputChecker:
    def check_output(self, want, got, flags):
        if got == want:
            return True
        if not flags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
            return True
        if not flags & DONT_ACCEPT_BLANKLINE:
            want = "\n".join(["" if line.strip() == "<BLANKLINE>" else line for line in want.split("\n")])
            got = "\n".join(["" if not line.strip() else line for line in got.split("\n")])
            if got == want:
                return True
        if flags & NORMALIZE_WHITESPACE:
            got, want = " ".join(got.split()), " ".join(want.split())
            if got == want:
                return True
        return bool(flags & ELLIPSIS) and _matches_with_ellipsis(want, got)


def _matches_with_ellipsis(want, got):
    pieces = want.split("...")
    if len(pieces) == 1:
        return want == got
    first, last = pieces[0], pieces[-1]
    if not got.startswith(first) or not got.endswith(last) or len(first) + len(last) > len(got):
        return False
    at, end = len(first), len(got) - len(last)
    for piece in pieces[1:-1]:
        at = got.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def _run(source, filename, globs):
    """Like an interactive prompt: an expression shows its value."""
    try:
        code = compile(source.strip(), filename, "eval")
    except SyntaxError:
        exec(compile(source, filename, "exec"), globs)
        return
    value = eval(code, globs)
    if value is not None:
        print(repr(value))


def _indented(text):
    return "".join(["    " + line if line.strip() else line for line in text.splitlines(keepends=True)])


class DocTestRunner:
    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in sys.argv if verbose is None else verbose
        self.optionflags = optionflags
        self.failures = self.tries = self.skips = 0
        # (name, failures, tries) of each docstring.
        self._stats = []

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        out = sys.stdout.write if out is None else out
        failures = tries = skips = 0
        for number, example in enumerate(test.examples):
            flags = self.optionflags
            for flag, on in example.options.items():
                flags = flags | flag if on else flags & ~flag
            tries += 1
            if flags & SKIP:
                skips += 1
                continue
            if self._verbose:
                expecting = f"Expecting:\n{_indented(example.want)}" if example.want else "Expecting nothing\n"
                out(f"Trying:\n{_indented(example.source)}{expecting}")
            got, exc = self._outcome(test, example, number)
            if exc is None:
                good = self._checker.check_output(example.want, got, flags)
            else:
                message = "".join(traceback.format_exception_only(exc))
                good = example.exc_msg is not None and (
                    self._checker.check_output(example.exc_msg, message, flags)
                    or flags & IGNORE_EXCEPTION_DETAIL and _exception_name(example.exc_msg) == _exception_name(message)
                )
            if good:
                if self._verbose:
                    out("ok\n")
                continue
            failures += 1
            self._report(out, test, example, got, exc)
            if flags & FAIL_FAST:
                break
        self.failures += failures
        self.tries += tries
        self.skips += skips
        self._stats.append((test.name, failures, tries))
        return TestResults(failures, tries, skipped=skips)

    def _outcome(self, test, example, number):
        """(what was printed, the exception or None)"""
        saved, sys.stdout = sys.stdout, io.StringIO()
        try:
            _run(example.source, f"<doctest {test.name}[{number}]>", test.globs)
            return sys.stdout.getvalue(), None
        except KeyboardInterrupt:
            raise
        except BaseException as exc:
            return sys.stdout.getvalue(), exc
        finally:
            sys.stdout = saved

    def _report(self, out, test, example, got, exc):
        line = "?" if test.lineno is None else test.lineno + example.lineno + 1
        where = f'File "{test.filename}", line {line}, in {test.name}' if test.filename else f"Line {line}, in {test.name}"
        text = f"{_DIVIDER}\n{where}\nFailed example:\n{_indented(example.source)}"
        if exc is not None:
            # Without the frames of this module.
            tb = exc.__traceback__
            while tb is not None and tb.tb_frame.f_code.co_filename == _run.__code__.co_filename:
                tb = tb.tb_next
            raised = "".join(traceback.format_exception(type(exc), exc, tb))
            if example.exc_msg is None:
                text += "Exception raised:\n" + _indented(raised)
            else:
                text += f"Expected:\n{_indented(example.want)}Got:\n{_indented(raised)}"
        else:
            text += f"Expected:\n{_indented(example.want)}" if example.want else "Expected nothing\n"
            text += f"Got:\n{_indented(got)}" if got else "Got nothing\n"
        out(text)

    def summarize(self, verbose=None):
        verbose = self._verbose if verbose is None else verbose
        out = sys.stdout.write
        def items(count):
            return f"{count} item{'s' if count != 1 else ''}"

        def tests(count):
            return f"{count} test{'s' if count != 1 else ''}"

        without = sorted([name for name, _, tries in self._stats if tries == 0])
        passed = sorted([(name, tries) for name, failures, tries in self._stats if tries and not failures])
        failed = sorted([(name, failures, tries) for name, failures, tries in self._stats if failures])
        if verbose:
            if without:
                out(f"{items(len(without))} had no tests:\n" + "".join([f"    {name}\n" for name in without]))
            if passed:
                out(f"{items(len(passed))} passed all tests:\n" + "".join([f" {count:3d} test{'s' if count != 1 else ''} in {name}\n" for name, count in passed]))
        if failed:
            out(f"{_DIVIDER}\n{items(len(failed))} had failures:\n" + "".join([f" {f:3d} of {t:3d} in {name}\n" for name, f, t in failed]))
        if verbose:
            out(f"{tests(self.tries)} in {items(len(self._stats))}.\n{self.tries - self.failures} passed")
            out(f" and {self.failures} failed.\n" if self.failures else ".\n")
        if self.failures:
            out(f"***Test Failed*** {self.failures} failure{'s' if self.failures != 1 else ''}")
            out(f" and {self.skips} skipped test{'s' if self.skips != 1 else ''}.\n" if self.skips else ".\n")
        elif verbose:
            out("Test passed.\n")
        return TestResults(self.failures, self.tries, skipped=self.skips)


def _exception_name(message):
    return message.partition(":")[0].strip().rpartition(".")[2]


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False, exclude_empty=False):
    if m is None:
        m = sys.modules.get("__main__")
    if not inspect.ismodule(m):
        raise TypeError(f"testmod: module required; {m!r}")
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(exclude_empty=exclude_empty).find(m, name or m.__name__, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    return TestResults(runner.failures, runner.tries, skipped=runner.skips)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(recurse=False).find(f, name, globs=globs):
        runner.run(test)
