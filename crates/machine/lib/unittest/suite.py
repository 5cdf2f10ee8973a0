"""Tests in a row, with the fixtures of their classes and modules around them."""

import sys

from .case import SkipTest, doModuleCleanups
from .util import strclass


class _ErrorHolder:
    """Stands for a fixture in a report."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def countTestCases(self):
        return 0

    def __str__(self):
        return self.description


class BaseTestSuite:
    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, BaseTestSuite) else NotImplemented

    __hash__ = object.__hash__

    def __repr__(self):
        return f"<{strclass(self.__class__)} tests={list(self)}>"

    def countTestCases(self):
        return sum([test.countTestCases() for test in self])

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for test in self:
            if result.shouldStop:
                break
            test(result)
        return result

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)


class TestSuite(BaseTestSuite):
    def run(self, result, debug=False):
        outermost = not getattr(result, "_testRunEntered", False)
        if outermost:
            result._testRunEntered = True
            result._previousTestClass = None
            result._moduleSetUpFailed = False
        for test in self:
            if result.shouldStop:
                break
            if not isinstance(test, BaseTestSuite):
                self._leave_class(test, result)
                self._enter_module(test, result)
                self._enter_class(test, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, "_classSetupFailed", False) or result._moduleSetUpFailed:
                    continue
            test(result)
        if outermost:
            self._leave_class(None, result)
            self._leave_module(result)
            result._testRunEntered = False
        return result

    def _enter_class(self, test, result):
        cls = test.__class__
        if cls is result._previousTestClass or result._moduleSetUpFailed or getattr(cls, "__unittest_skip__", False):
            return
        cls._classSetupFailed = False
        set_up = getattr(cls, "setUpClass", None)
        if set_up is not None:
            try:
                set_up()
            except Exception as exc:
                cls._classSetupFailed = True
                self._fixture_failed(result, exc, f"setUpClass ({strclass(cls)})")
                cls.doClassCleanups()

    def _leave_class(self, test, result):
        cls = getattr(result, "_previousTestClass", None)
        if cls is None or test is not None and test.__class__ is cls:
            return
        if getattr(cls, "_classSetupFailed", False) or result._moduleSetUpFailed or getattr(cls, "__unittest_skip__", False):
            return
        tear_down = getattr(cls, "tearDownClass", None)
        if tear_down is not None:
            try:
                tear_down()
                cls.doClassCleanups()
            except Exception as exc:
                self._fixture_failed(result, exc, f"tearDownClass ({strclass(cls)})")

    def _enter_module(self, test, result):
        previous = getattr(result._previousTestClass, "__module__", None)
        name = test.__class__.__module__
        if name == previous:
            return
        self._leave_module(result)
        result._moduleSetUpFailed = False
        set_up = getattr(sys.modules.get(name), "setUpModule", None)
        if set_up is not None:
            try:
                set_up()
            except Exception as exc:
                result._moduleSetUpFailed = True
                self._fixture_failed(result, exc, f"setUpModule ({name})")

    def _leave_module(self, result):
        name = getattr(result._previousTestClass, "__module__", None)
        if name is None or result._moduleSetUpFailed:
            return
        try:
            tear_down = getattr(sys.modules.get(name), "tearDownModule", None)
            if tear_down is not None:
                tear_down()
            doModuleCleanups()
        except Exception as exc:
            self._fixture_failed(result, exc, f"tearDownModule ({name})")

    def _fixture_failed(self, result, exc, description):
        holder = _ErrorHolder(description)
        if isinstance(exc, SkipTest):
            result.addSkip(holder, str(exc))
        else:
            result.addError(holder, (type(exc), exc, exc.__traceback__))
