# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

import contextlib
import io
import unittest

from hooks.web.tests.differential import differential


class ArgumentsTest(unittest.TestCase):

    def test_the_time_and_the_seed_may_be_missing(self):
        for given, meant in (([], (60, 1)), (["0"], (0, 1)), (["9", "7"], (9, 7))):
            chosen = differential.parse(given)
            self.assertEqual((chosen.seconds, chosen.seed), meant)

    def test_wrong_arguments_are_named(self):
        for given, says in ((["x"], "SECONDS: 'x' is not a whole number from 0"),
                            (["2x"], "SECONDS: '2x'"), (["-1"], "SECONDS: '-1'"),
                            (["1.5"], "SECONDS: '1.5'"), (["1", "x"], "SEED: 'x'"),
                            (["1", "4294967296"], "SEED: '4294967296'"),
                            (["1", "2", "3"], "unrecognized arguments: 3")):
            errors = io.StringIO()
            with contextlib.redirect_stderr(errors), self.assertRaises(SystemExit) as ended:
                differential.parse(given)
            self.assertEqual(ended.exception.code, 2, given)
            self.assertIn(says, errors.getvalue())


if __name__ == "__main__":
    unittest.main()
