# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests that every header compiles alone.

The build proves it for headers that some source file includes first. This test
compiles the others.
"""

import concurrent.futures
import os
import subprocess
import unittest

from tests.checks import source_tree

LIBRARIES = (
    source_tree.external("ABSEIL"),
    source_tree.external("GOOGLETEST") + "/googletest/include",
)


def included_first():
    """included_first returns the headers that some source file includes first."""
    firsts = (source_tree.includes(path)[:1]
              for path in source_tree.files(".cc"))
    return {first[0].strip('"').removeprefix("sealframe/")
            for first in firsts if first}


def errors_of(header):
    """errors_of compiles a header alone and returns the compiler's errors."""
    compiled = subprocess.run(
        ["g++", "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
         "-Wconversion", "-Wshadow", f"-I{source_tree.include_root()}",
         *(f"-isystem{library}" for library in LIBRARIES), "-x", "c++", "-"],
        cwd=source_tree.ROOT, input=f'#include "sealframe/{header}"\n', text=True,
        capture_output=True, check=False)
    return compiled.stderr


class HeadersTest(unittest.TestCase):

    def test_every_header_compiles_alone(self):
        proved = included_first()
        left = [path for path in source_tree.files(".h", ".hpp")
                if path not in proved]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            source_tree.assert_none(self, filter(None, pool.map(errors_of, left)))

    def test_a_header_that_needs_another_is_refused(self):
        self.assertNotEqual(errors_of("tests/checks/no_such_header.h"), "")


if __name__ == "__main__":
    unittest.main()
