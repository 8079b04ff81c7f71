# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Functions and files stay as short as CONTRIBUTING.md asks."""

import re
import textwrap
import unittest

from tests.checks import cpp_functions, source_tree

MAX_FUNCTION = 50
MAX_LINES = {".h": 120, ".cc": 300, ".c": 300}

# Test code has long tables and fixtures: only its functions have a limit.
TEST_CODE = re.compile(r"_test\.cc$|(^|/)(testing|tests|examples)/")

# Files that may be longer, and functions by the file that holds them.
LONG_FILES = {
    "hooks/c/sealframe.h": "the whole C interface is one header",
}
LONG_FUNCTIONS = {
    "hooks/c/examples/call.c": "the example is read from top to bottom",
}

SAMPLE = textwrap.dedent("""\
    #define TWO(a) \\
      { a }
    namespace n {
    constexpr int kTable[] = {
        1,
    };
    template <typename T, typename = Enable<T>>
    struct S {
      S() : a_{1}, b_(2) {
        Do([](int a) {
          return "}";  // }
        });
      }
      bool operator==(const S& other) const { return true; }
      int a_ = {0};
    };
    G_DEFINE_TYPE(Element, element, GST_TYPE_ELEMENT)

    template <typename T>
    int Long(T a,
             int b = 2) {
      if (a) {
        return '{';
      }
      return R"({)";
    }
    }  // namespace n
    TEST(Suite, Name) {
    }
    """)


class BudgetsTest(unittest.TestCase):

    def test_no_function_is_over_its_limit(self):
        over = {}
        for path in source_tree.files(".h", ".cc", ".c"):
            for first, lines in cpp_functions.functions(source_tree.read(path)):
                if lines > MAX_FUNCTION:
                    over[path] = f"{path}:{first}: a function of {lines} lines"
        source_tree.assert_none(
            self, (over[path] for path in over if path not in LONG_FUNCTIONS))
        self.assertLessEqual(LONG_FUNCTIONS.keys(), over.keys())

    def test_no_file_is_over_its_limit(self):
        over = {}
        for suffix, limit in MAX_LINES.items():
            for path in source_tree.files(suffix):
                lines = source_tree.read(path).count("\n")
                if lines > limit and not TEST_CODE.search(path):
                    over[path] = f"{path}: {lines} lines, over {limit}"
        source_tree.assert_none(
            self, (over[path] for path in over if path not in LONG_FILES))
        self.assertLessEqual(LONG_FILES.keys(), over.keys())

    def test_functions_are_found_with_their_lengths(self):
        self.assertEqual(list(cpp_functions.functions(SAMPLE)),
                         [(9, 5), (14, 1), (19, 8), (28, 2)])


if __name__ == "__main__":
    unittest.main()
