# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests that clang-format would not change any C or C++ file.

To format all files: git ls-files '*.h' '*.hpp' '*.cc' '*.c' | xargs clang-format-14 -i
"""

import subprocess
import unittest

from tests.checks import source_tree


class FormatTest(unittest.TestCase):

    def test_clang_format_would_change_nothing(self):
        paths = list(source_tree.files(".h", ".hpp", ".cc", ".c"))
        self.assertTrue(paths)
        found = subprocess.run(
            ["clang-format-14", "--dry-run", "--Werror", *paths],
            cwd=source_tree.ROOT, text=True, capture_output=True, check=False)
        self.assertEqual(found.returncode, 0, "\n" + found.stderr)


if __name__ == "__main__":
    unittest.main()
