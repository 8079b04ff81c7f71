# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The lines that docs/coverage.md lists exist, each row means one place, and they are as many
as its figures say that no test runs."""

import collections
import os
import unittest

from tests.checks import source_tree
from tools.coverage import listed


def problem_of(path, text, count):
    """problem_of returns what is wrong with a row, or None."""
    if not os.path.exists(os.path.join(source_tree.ROOT, path)):
        return f"{path} does not exist"
    try:
        listed.line_numbers(source_tree.read(path), text, count)
    except ValueError as error:
        return f"{path}: {error}"
    return None


class CoverageTest(unittest.TestCase):

    def test_listed_lines_exist(self):
        rows = listed.rows(source_tree.read("docs/coverage.md"))
        self.assertTrue(rows)
        source_tree.assert_none(self, filter(None, (problem_of(*row) for row in rows)))

    def test_figures_are_above_the_least_share_and_each_other_line_is_listed(self):
        page = source_tree.read("docs/coverage.md")
        lines = collections.Counter()
        for path, _, count in listed.rows(page):
            lines[path.split("/")[0]] += count
        figures = listed.figures(page)
        for folder in listed.HELD:
            self.assertGreaterEqual(figures[folder].percent(), listed.LEAST, folder)
            self.assertLessEqual(figures[folder].of - figures[folder].ran, lines[folder], folder)

    def test_a_file_or_text_that_is_gone_is_noticed(self):
        self.assertIn("does not exist", problem_of("crypto/gone.cc", "// Copyright", 1))
        self.assertIn("0 lines have", problem_of("crypto/hkdf.cc", "no such text", 1))


if __name__ == "__main__":
    unittest.main()
