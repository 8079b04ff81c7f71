# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests the parts of the report and the guard that do not measure."""

import unittest
from xml.etree import ElementTree

from bench import guard
from bench import page
from bench import plots
from bench import results


def row(name, **counters):
    return {"name": name, "run_name": name, "run_type": "iteration", "iterations": 1,
            "real_time": 1.0, "cpu_time": 2.0, "time_unit": "us", **counters}


class ResultsTest(unittest.TestCase):

    def test_counters_are_medians_of_the_repetitions_and_max_is_the_largest(self):
        printed = {"benchmarks": [row("Seal/A/20/manual_time", ours_ns=n, max=n)
                                  for n in (5.0, 1.0, 3.0)]}
        self.assertEqual(results.medians(printed), {"Seal/A/20": {"ours_ns": 3.0, "max": 5.0}})

    def test_a_failed_benchmark_is_an_error(self):
        printed = {"benchmarks": [row("Seal", error_occurred=True, error_message="no")]}
        with self.assertRaisesRegex(RuntimeError, "Seal: no"):
            results.medians(printed)

    def test_the_program_for_many_participants_reports_nanoseconds(self):
        printed = {"benchmarks": [row("Poll/10/iterations:5")]}
        self.assertEqual(results.scale(printed), {"Scale/Poll/10": {"ns": 2000.0}})


class GuardTest(unittest.TestCase):

    def test_only_ratios_above_the_margin_are_in_excess(self):
        stored = {"a": 1.0, "b": 2.0}
        measured = {"a": 1 + guard.MARGIN + 0.01, "b": 2 * (1 + guard.MARGIN) - 0.01, "c": 9.0}
        self.assertEqual(guard.excess(stored, measured), {"a": (1.0, measured["a"])})

    def test_each_program_is_asked_for_its_own_benchmarks_only(self):
        self.assertEqual(guard.filters_of(["Seal/AES_128/20", "Open/dave/VP8/100"]),
                         {"sframe_bench": "^(Seal/AES_128/20)/",
                          "profile_bench": "^(Open/dave/VP8/100)/"})
        self.assertEqual(list(guard.filters_of(["Seal/AES_128/20"])), ["sframe_bench"])


class PageTest(unittest.TestCase):

    def test_a_part_replaces_what_is_at_its_place(self):
        text = "x\n<!-- report: a -->\nold\n<!-- end -->\ny\n"
        once = page.fill(text, {"a": "new \\1"})
        self.assertIn("\nnew \\1\n", once)
        self.assertNotIn("old", once)
        self.assertEqual(page.fill(once, {"a": "new \\1"}), once)

    def test_the_c_interface_is_compared_at_the_sizes_that_were_measured(self):
        result = {"rows": {"C/Open/100": {"bare_ns": 80.0, "ours_ns": 84.0, "ratio": 1.05},
                           "CBatch/Open/100": {"ratio": 0.94}}}
        self.assertTrue(
            page.c_interface(result).endswith("| open | 100 | 80.0 | 84.0 | 1.05 | 0.94 |\n"))

    def test_batches_are_compared_where_they_were_measured(self):
        result = {"rows": {"Batch/Seal/10000/100": {"bare_ns": 900.0, "ours_ns": 450.0, "ratio": .5}}}
        self.assertTrue(page.batch(result).endswith("| seal | 10,000 | 100 | 900 | 450 | 0.50 |\n"))

    def test_a_page_without_the_place_is_an_error(self):
        with self.assertRaisesRegex(ValueError, "0 places for b"):
            page.fill("", {"b": ""})


class ChartTest(unittest.TestCase):

    def test_axes_have_all_values(self):
        for values in ([3.0], [0.2, 7.0], [1.0, 1e7], [97.0, 98.0]):
            for axis in (plots.linear(values), plots.logarithmic(values)):
                for value in values:
                    self.assertGreaterEqual(axis.place(value), 0)
                    self.assertLessEqual(axis.place(value), 1)

    def test_a_chart_is_well_formed_with_every_point_and_name(self):
        lines = [plots.Line("a < b", [(20, 5), (100, 7)], 0),
                 plots.Line("c", [(20, 1), (100, 2)], 1, dashed=True)]
        panel = plots.Panel("t", plots.exact((20, 100)), plots.linear([7]), lines, "ns")
        root = ElementTree.fromstring(plots.chart("d", [panel]))
        self.assertEqual(len(root.findall("{*}circle")), 4)
        self.assertIn("a < b", [text.text for text in root.findall("{*}text")])


if __name__ == "__main__":
    unittest.main()
