# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

import argparse
import contextlib
import io
import unittest

from tests.testing import arguments


class ArgumentsTest(unittest.TestCase):

    def test_a_number_is_all_of_the_argument_and_in_its_range(self):
        read = arguments.whole_number(2, 9)
        self.assertEqual([read("2"), read("9")], [2, 9])
        for text in ("", "x", "2x", "2.5", "-2", "1", "10", "\u0663"):
            with self.assertRaisesRegex(argparse.ArgumentTypeError,
                                        f"^'{text}' is not a whole number from 2 to 9$"):
                read(text)

    def test_an_error_has_the_usage(self):
        parser = arguments.parser("tool", "TIMES", "Does something.")
        parser.add_argument("times", metavar="TIMES", type=arguments.whole_number(2, 9))
        for given, says in ((["1"], "argument TIMES: '1' is not"), (["2", "3"], "3"),
                            (["-1"], "argument TIMES: '-1' is not"), ([], "TIMES")):
            errors = io.StringIO()
            with contextlib.redirect_stderr(errors), self.assertRaises(SystemExit) as ended:
                parser.parse_args(given)
            self.assertEqual(ended.exception.code, 2)
            usage, error = errors.getvalue().splitlines()
            self.assertEqual(usage, "usage: tool TIMES")
            self.assertRegex(error, f"^tool: error: .*{says}")


if __name__ == "__main__":
    unittest.main()
