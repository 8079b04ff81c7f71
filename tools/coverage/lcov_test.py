# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

import unittest

from tools.coverage import lcov

TRACE = """\
SF:/proc/self/cwd/crypto/aead.cc
DA:3,1
DA:4,0
BRDA:3,0,0,1
BRDA:3,0,1,-
end_of_record
SF:/proc/self/cwd/bazel-out/k8/bin/crypto/_virtual_includes/aead/sealframe/crypto/aead.h
DA:9,0
DA:10,0
end_of_record
SF:/proc/self/cwd/bazel-out/k8/bin/crypto/_virtual_includes/other/sealframe/crypto/aead.h
DA:9,2
end_of_record
SF:/proc/self/cwd/crypto/aead_test.cc
DA:1,0
end_of_record
SF:/proc/self/cwd/frame/testing/test_call.cc
DA:1,0
end_of_record
SF:/proc/self/cwd/external/com_google_absl/absl/types/span.h
DA:1,0
end_of_record
"""


class LcovTest(unittest.TestCase):

    def setUp(self):
        self.files = lcov.read(TRACE.splitlines())

    def test_only_the_engine_counts_and_headers_have_one_path(self):
        self.assertEqual(set(self.files), {"crypto/aead.cc", "crypto/aead.h"})

    def test_a_line_ran_if_one_of_its_copies_did(self):
        self.assertEqual(self.files["crypto/aead.h"].missed(), [10])

    def test_totals_count_lines_and_branches(self):
        self.assertEqual(lcov.totals(self.files, "crypto"), (4, 2, 2, 1))
        self.assertEqual(lcov.totals(self.files, "frame"), (0, 0, 0, 0))

    def test_ranges_are_joined(self):
        self.assertEqual(lcov.ranges([3, 5, 6, 7, 9]), "3, 5-7, 9")


if __name__ == "__main__":
    unittest.main()
