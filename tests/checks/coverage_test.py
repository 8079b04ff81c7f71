# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The lines that docs/coverage.md lists are where it says."""

import re
import unittest

from tests.checks import source_tree

ROW = re.compile(r"^\| `([\w/.]+)` \| (\d+)(?:-(\d+))? \| `(.+)` \| (.+) \|$", re.MULTILINE)


def problem_of(path, first, last, quoted):
    """problem_of returns what is wrong with a row, or None."""
    lines = source_tree.read(path).splitlines()
    if not first <= last <= len(lines):
        return f"{path} has no lines {first} to {last}"
    if not lines[first - 1].strip().startswith(quoted):
        return f"{path}:{first} does not begin with {quoted}"
    return None


class CoverageTest(unittest.TestCase):

    def test_listed_lines_are_where_the_page_says(self):
        section = source_tree.read("docs/coverage.md").split("## Lines that no test runs")[1]
        rows = ROW.findall(section)
        self.assertEqual(len(rows), section.count("\n| `"))
        problems = (problem_of(path, int(first), int(last or first), quoted)
                    for path, first, last, quoted, _ in rows)
        source_tree.assert_none(self, filter(None, problems))

    def test_lines_that_moved_are_noticed(self):
        self.assertIsNone(problem_of("crypto/hkdf.cc", 1, 2, "// Copyright"))
        self.assertIn("does not begin", problem_of("crypto/hkdf.cc", 2, 3, "// Copyright"))
        self.assertIn("no lines", problem_of("crypto/hkdf.cc", 1, 10000, "// Copyright"))


if __name__ == "__main__":
    unittest.main()
