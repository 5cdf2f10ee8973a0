"""Tests that are coroutines, each with an event loop of its own."""

from .case import TestCase


class IsolatedAsyncioTestCase(TestCase):
    def __init__(self, methodName="runTest"):
        super().__init__(methodName)
        self._runner = None

    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        self.addCleanup(func, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        result = await type(cm).__aenter__(cm)
        self.addAsyncCleanup(type(cm).__aexit__, cm, None, None, None)
        return result

    def _run(self, function, *args, **kwargs):
        async def call():
            result = function(*args, **kwargs)
            if hasattr(result, "__await__"):
                await result

        self._runner.run(call())

    def _callSetUp(self):
        self._run(self.setUp)
        self._run(self.asyncSetUp)

    def _callTestMethod(self, method):
        self._run(method)

    def _callTearDown(self):
        self._run(self.asyncTearDown)
        self._run(self.tearDown)

    def _callCleanup(self, function, /, *args, **kwargs):
        self._run(function, *args, **kwargs)

    def run(self, result=None):
        import asyncio

        self._runner = asyncio.Runner(debug=True)
        try:
            return super().run(result)
        finally:
            self._runner.close()
            self._runner = None
