import unittest

from src.statistics import average, median, spread


class StatisticsTest(unittest.TestCase):
    def test_average(self):
        self.assertAlmostEqual(average([1.0, 2.0, 4.5]), 2.5)

    def test_median_of_an_odd_number(self):
        self.assertEqual(median([3.1, 0.4, 1.2]), 1.2)

    def test_median_of_an_even_number(self):
        self.assertAlmostEqual(median([3.0, 1.0, 2.0, 4.0]), 2.5)

    def test_spread(self):
        self.assertAlmostEqual(spread([0.4, 3.1]), 2.7)


if __name__ == "__main__":
    unittest.main()
