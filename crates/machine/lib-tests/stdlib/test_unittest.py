"""unittest, difflib: a suite that goes wrong in every way, reported by both."""

import asyncio
import io
import random
import re
import sys

import support
from support import compare


def report(m, build, **options):
    out = io.StringIO()
    suite = m.TestLoader().loadTestsFromTestCase(build(m))
    result = m.TextTestRunner(stream=out, **options).run(suite)
    text = re.sub(r"in \d+\.\d+s", "in …s", out.getvalue())
    text = re.sub(r'File "[^"]*", line \d+', "File …", text)
    return text, result.wasSuccessful(), result.testsRun, result


def mixed(m):
    class T(m.TestCase):
        def setUp(self):
            self.addCleanup(seen.append, "cleanup")

        def test_ok(self):
            "does well"
            self.assertEqual(1, 1)

        def test_fail(self):
            self.assertEqual([1, 2, 3], [1, 5], "a message")

        def test_error(self):
            {}["key"]

        @m.skip("not now")
        def test_skipped(self):
            pass

        def test_skip_inside(self):
            self.skipTest("inside")

        @m.expectedFailure
        def test_expected(self):
            self.fail("as expected")

        @m.expectedFailure
        def test_unexpected(self):
            pass

        def test_sub(self):
            for i in range(3):
                with self.subTest(i=i):
                    self.assertNotEqual(i, 1)

        def test_raises(self):
            with self.assertRaises(ValueError) as cm:
                int("x")
            self.assertIn("invalid literal", str(cm.exception))
            self.assertRaises(ZeroDivisionError, lambda: 1 / 0)

        def test_not_raised(self):
            with self.assertRaises(ValueError):
                pass

    return T


seen = []


def assertions(m):
    calls = [
        lambda t: t.assertTrue(0), lambda t: t.assertFalse(1, "m"), lambda t: t.assertEqual(1, 2), lambda t: t.assertEqual("abc\nd", "abc\ne"), lambda t: t.assertEqual({"a": 1}, {"a": 2}), lambda t: t.assertEqual({1, 2}, {2, 3}),
        lambda t: t.assertEqual((1, 2), (1, 2, 3)), lambda t: t.assertEqual([1] * 50, [1] * 49 + [2]), lambda t: t.assertNotEqual(1, 1), lambda t: t.assertIs(1, 2), lambda t: t.assertIsNot(None, None), lambda t: t.assertIsNone(3), lambda t: t.assertIsNotNone(None), lambda t: t.assertIn(1, [2]),
        lambda t: t.assertNotIn(1, [1]), lambda t: t.assertIsInstance(1, str), lambda t: t.assertNotIsInstance(1, int), lambda t: t.assertLess(2, 1), lambda t: t.assertLessEqual(2, 1), lambda t: t.assertGreater(1, 2), lambda t: t.assertGreaterEqual(1, 2), lambda t: t.assertAlmostEqual(1, 1.1),
        lambda t: t.assertAlmostEqual(1, 2, delta=0.5), lambda t: t.assertNotAlmostEqual(1, 1.00000001), lambda t: t.assertRaises(ValueError, int, "3"), lambda t: t.assertRaisesRegex(ValueError, "zzz", int, "x"), lambda t: t.assertCountEqual([1, 1, 2], [1, 2, 2]), lambda t: t.assertRegex("abc", "x"), lambda t: t.assertNotRegex("abc", "b"),
        lambda t: t.fail("failed"), lambda t: t.fail(), lambda t: t.assertEqual("x", "y"), lambda t: t.assertRaises(3), lambda t: t.assertMultiLineEqual("a", 3), lambda t: t.assertListEqual([1], (1,)), lambda t: t.assertAlmostEqual(1, 2, places=1, delta=1), lambda t: t.assertEqual("one two", "one too", "why"), lambda t: t.assertEqual(1.0, "1"),
        lambda t: t.assertCountEqual([[1]], [[2]]), lambda t: t.assertNotAlmostEqual(1, 1, delta=1),
    ]
    out = []

    class T(m.TestCase):
        def runTest(self):
            pass

    for call in calls:
        try:
            out.append(call(T()))
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))
    t = T()
    with t.assertLogs("lg", "INFO") as logs:
        import logging

        logging.getLogger("lg").info("hello")
    import warnings

    with t.assertWarns(UserWarning) as w:
        warnings.warn("careful")
    try:
        with t.assertLogs("lg"):
            pass
    except AssertionError as exc:
        out.append(str(exc))
    try:
        with t.assertNoLogs("lg"):
            logging.getLogger("lg").error("boo")
    except AssertionError as exc:
        out.append(str(exc))
    return out, logs.output, str(w.warning), t, str(t), t.id(), t.countTestCases()


def fixtures(m):
    log = []

    class A(m.TestCase):
        @classmethod
        def setUpClass(cls):
            log.append("class up")
            cls.addClassCleanup(log.append, "class cleanup")

        @classmethod
        def tearDownClass(cls):
            log.append("class down")

        def setUp(self):
            log.append("up")

        def tearDown(self):
            log.append("down")

        def test_1(self):
            self.addCleanup(log.append, "cleanup")
            log.append("one")

        def test_2(self):
            log.append("two")

    class B(m.TestCase):
        @classmethod
        def setUpClass(cls):
            raise ValueError("class fails")

        def test_never(self):
            log.append("never")

    class C(m.TestCase):
        def setUp(self):
            raise KeyError("setup")

        def test_c(self):
            log.append("never")

    loader = m.TestLoader()
    suite = m.TestSuite([loader.loadTestsFromTestCase(A), loader.loadTestsFromTestCase(B), loader.loadTestsFromTestCase(C)])
    out = io.StringIO()
    m.TextTestRunner(out, verbosity=2).run(suite)
    text = re.sub(r"in \d+\.\d+s", "in …s", re.sub(r'File "[^"]*", line \d+', "File …", out.getvalue()))
    return log, text, suite.countTestCases(), loader.getTestCaseNames(A)


def asynchronous(m):
    log = []

    class A(m.IsolatedAsyncioTestCase):
        async def asyncSetUp(self):
            log.append("up")

        async def asyncTearDown(self):
            log.append("down")

        async def test_await(self):
            await asyncio.sleep(0)
            log.append("ran")

        async def test_fails(self):
            self.assertEqual(1, 2)

    out = io.StringIO()
    result = m.TextTestRunner(out).run(m.TestLoader().loadTestsFromTestCase(A))
    return log, result.testsRun, len(result.failures)


def program(m):
    class P(m.TestCase):
        def test_p(self):
            self.assertTrue(True)

    module = type(sys)("prog")
    module.P = P
    saved = sys.stderr
    sys.stderr = io.StringIO()
    out = []
    try:
        for argv in (["prog"], ["prog", "-v"], ["prog", "P.test_p"]):
            try:
                m.main(module=module, argv=argv)
            except SystemExit as exc:
                out.append(exc.code)
        out.append(m.main(module=module, argv=["x"], exit=False).result.testsRun)
        text = re.sub(r"in \d+\.\d+s", "in …s", sys.stderr.getvalue())
    finally:
        sys.stderr = saved
    return out, text


own = support.own("unittest")
compare("unittest", [lambda m: report(m, mixed), lambda m: report(m, mixed, verbosity=2), lambda m: report(m, mixed, verbosity=0), lambda m: report(m, mixed, failfast=True)[1:3], assertions, fixtures, asynchronous, program], ours=own)


def differences(m):
    rng = random.Random(4)
    out = []
    words = ["alpha beta gamma\n", "one two three\n", "the quick brown fox\n", "the quick brown cat\n", "one two tree\n", "\n", "same\n", "totally different\n"]
    for _ in range(40):
        a = [rng.choice(words) for _ in range(rng.randint(0, 7))]
        b = [rng.choice(words) for _ in range(rng.randint(0, 7))]
        out += [list(m.ndiff(a, b)), list(m.unified_diff(a, b, "x", "y")), m.SequenceMatcher(None, a, b).get_opcodes(), m.SequenceMatcher(None, a, b).ratio()]
    for x, y in (("kitten", "sitting"), ("", "abc"), ("private Thread", "private volatile Thread")):
        s = m.SequenceMatcher(None, x, y)
        out += [s.get_matching_blocks(), s.ratio(), s.find_longest_match()]
    return out, m.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), list(m.restore(m.ndiff(["a\n"], ["b\n"]), 2))


compare("difflib", [differences])
support.finish()
