"""What came out of the tests."""

import io
import sys
import traceback


class TestResult:
    _tests_run_for_exit_code = 0

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.collectedDurations = []
        self.testsRun = 0
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False
        self._saved_streams = None

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1
        if self.buffer:
            self._saved_streams = sys.stdout, sys.stderr
            sys.stdout, sys.stderr = io.StringIO(), io.StringIO()

    def stopTest(self, test):
        if self._saved_streams is not None:
            sys.stdout, sys.stderr = self._saved_streams
            self._saved_streams = None

    def _stop_on_failure(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self.errors.append((test, self._text(err, test)))
        self._stop_on_failure()

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err, test)))
        self._stop_on_failure()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            kind = self.failures if issubclass(err[0], test.failureException) else self.errors
            kind.append((subtest, self._text(err, test)))
            self._stop_on_failure()

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err, test)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._stop_on_failure()

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def _text(self, err, test):
        """The traceback without unittest's own frames."""
        text = _without_own_frames("".join(traceback.format_exception(*err)))
        if self.buffer and self._saved_streams is not None:
            for name, stream in (("Stdout", sys.stdout), ("Stderr", sys.stderr)):
                if output := stream.getvalue():
                    text += f"\n{name}:\n{output}" + ("" if output.endswith("\n") else "\n")
        return text

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>"


_OWN_FOLDER = TestResult.stop.__code__.co_filename.rpartition("/")[0] + "/"


def _without_own_frames(text):
    kept = []
    skipping = False
    for line in text.splitlines(keepends=True):
        if line.startswith('  File "'):
            filename = line.split('"')[1]
            # contextlib is there only on unittest's behalf.
            skipping = filename.startswith(_OWN_FOLDER) or filename.endswith("/contextlib.py")
        elif not line.startswith("    "):
            skipping = False
        if not skipping:
            kept.append(line)
    return "".join(kept)
