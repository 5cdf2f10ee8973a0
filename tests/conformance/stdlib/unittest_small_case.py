# stderr: any
import io
import unittest

def divide(a, b):
    if b == 0:
        raise ValueError('division by zero is not allowed')
    return a / b

class TestDivide(unittest.TestCase):
    def setUp(self):
        self.values = [1, 2, 3]

    def test_result(self):
        self.assertEqual(divide(6, 3), 2)
        self.assertAlmostEqual(divide(1, 3), 0.3333333, places=5)

    def test_error(self):
        with self.assertRaises(ValueError) as cm:
            divide(1, 0)
        self.assertIn('zero', str(cm.exception))

    def test_values(self):
        self.assertTrue(all(self.values))
        self.assertListEqual(sorted(self.values, reverse=True), [3, 2, 1])
        self.assertIsNone({}.get('x'))

    def test_fails(self):
        self.assertEqual(divide(4, 2), 3, 'on purpose')

    @unittest.skip('not today')
    def test_skipped(self):
        self.fail('never')

if __name__ == '__main__':
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(TestDivide)
    result = unittest.TextTestRunner(stream=io.StringIO(), verbosity=2).run(suite)
    print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), result.wasSuccessful())
    test, trace = result.failures[0]
    print(test.id().split('.')[-1], trace.strip().splitlines()[-1])
