# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

import unittest

from tools.coverage import listed

PAGE = """\
| `crypto/other.cc` | of another table |

## Lines that no test runs

| file | text | lines | reason |
|---|---|---|---|
| `crypto/hkdf.cc` | `std::abort();` | 2 | memory has run out |
"""
SOURCE = """\
if (a) {
  Stop();
}
Stop(b);
"""


class ListedTest(unittest.TestCase):

    def test_rows_are_read_from_the_section_of_lines_that_do_not_run(self):
        self.assertEqual(listed.rows(PAGE), [("crypto/hkdf.cc", "std::abort();", 2)])

    def test_a_row_that_cannot_be_read_is_an_error(self):
        for row in ("| `a.cc` | `text` | many | reason |", "| `a.cc` | `text` | 0 | reason |",
                    "| `a.cc` | `text` | 1 |", "| `a.cc` | `text` | 1 | |"):
            with self.assertRaisesRegex(ValueError, "cannot read"):
                listed.rows(PAGE + row + "\n")

    def test_figures_are_read_as_they_are_written(self):
        lines, branches = listed.Share(1999, 2000), listed.Share(0, 0)
        row = listed.figure("frame", lines, branches)
        self.assertEqual(row, "| `frame` | 1,999 of 2,000, 99.95 % | 0 of 0, 0.00 % |")
        self.assertEqual(listed.figures(row + "\n" + PAGE), {"frame": lines})

    def test_a_percentage_that_is_not_that_of_its_counts_is_an_error(self):
        with self.assertRaisesRegex(ValueError, "99.96 % is not"):
            listed.figures("| `frame` | 1,999 of 2,000, 99.96 % | 0 of 0, 0.00 % |")

    def test_lines_are_found_by_their_text_wherever_they_are(self):
        self.assertEqual(list(listed.line_numbers(SOURCE, "Stop();", 2)), [2, 3])
        self.assertEqual(list(listed.line_numbers("\n" + SOURCE, "Stop();", 2)), [3, 4])

    def test_text_that_is_gone_or_not_unique_is_an_error(self):
        for text in ("Gone();", "Stop("):
            with self.assertRaisesRegex(ValueError, "lines have"):
                listed.line_numbers(SOURCE, text, 1)

    def test_text_behind_a_unique_one_is_found(self):
        self.assertEqual(list(listed.line_numbers(SOURCE, "if (a) { ... Stop(", 1)), [2])
        self.assertEqual(list(listed.line_numbers(SOURCE, "} ... Stop(", 1)), [4])
        for text in ("Gone(); ... Stop(", "Stop( ... }", "} ... if (a)"):
            with self.assertRaises(ValueError):
                listed.line_numbers(SOURCE, text, 1)

    def test_lines_beyond_the_end_are_an_error(self):
        self.assertEqual(list(listed.line_numbers(SOURCE, "Stop(b);", 1)), [4])
        with self.assertRaisesRegex(ValueError, "ends"):
            listed.line_numbers(SOURCE, "Stop(b);", 2)


if __name__ == "__main__":
    unittest.main()
