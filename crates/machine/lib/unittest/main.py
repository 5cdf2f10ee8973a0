"""unittest.main(): the tests of a module, from the command line."""

import sys

from . import loader, runner

# CPython's exit status of a run without tests.
_NO_TESTS_EXITCODE = 5


class TestProgram:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=loader.defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False,
                 durations=None):  # fmt: skip
        if isinstance(module, str):
            __import__(module)
            module = sys.modules[module]
        self.module = module
        self.exit = exit
        self.verbosity = verbosity
        self.failfast = bool(failfast)
        self.buffer = bool(buffer)
        self.testLoader = testLoader
        self.testRunner = testRunner
        self.defaultTest = defaultTest
        names = self._parse(sys.argv if argv is None else argv)
        if names:
            self.test = testLoader.loadTestsFromNames(names, module)
        elif defaultTest is None:
            self.test = testLoader.loadTestsFromModule(module)
        else:
            self.test = testLoader.loadTestsFromNames([defaultTest] if isinstance(defaultTest, str) else defaultTest, module)
        self.runTests()

    def _parse(self, argv):
        names = []
        arguments = iter(argv[1:])
        for argument in arguments:
            if argument in ("-v", "--verbose"):
                self.verbosity = 2
            elif argument in ("-q", "--quiet"):
                self.verbosity = 0
            elif argument in ("-f", "--failfast"):
                self.failfast = True
            elif argument in ("-b", "--buffer"):
                self.buffer = True
            elif argument == "-k":
                pattern = next(arguments)
                self.testLoader.testNamePatterns = [pattern if "*" in pattern else f"*{pattern}*"]
            elif argument.startswith("-"):
                raise SystemExit(f"unittest: error: unrecognized arguments: {argument}")
            else:
                names.append(argument)
        return names

    def runTests(self):
        made = self.testRunner or runner.TextTestRunner
        if isinstance(made, type):
            made = made(verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer)
        self.result = made.run(self.test)
        if self.exit:
            if self.result.testsRun == 0 and not self.result.skipped:
                sys.exit(_NO_TESTS_EXITCODE)
            sys.exit(0 if self.result.wasSuccessful() else 1)


main = TestProgram
