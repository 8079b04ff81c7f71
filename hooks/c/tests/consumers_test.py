# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Programs outside Bazel find the installed library and run a call with it."""

import sys
import unittest

from hooks.c.tests.prefix import EXAMPLES, WARNINGS, Prefix

SAID = "sealed, opened, and refused when changed\n"


class ConsumersTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.prefix = Prefix()

    def assert_call_goes_well(self, said):
        self.assertIn("sealed: ok", said)
        self.assertIn("changed on the way: not_authentic", said)
        self.assertIn('as it was sent: ok, "an encoded frame"', said)

    def test_c_with_pkg_config(self):
        for package in ("sealframe", "sealframe-static"):
            with self.subTest(package):
                program = self.prefix.compile(
                    EXAMPLES + "/call.c", "-std=c99", "-pedantic",
                    *self.prefix.flags(package))
                self.assert_call_goes_well(self.prefix.run(program))

    def test_cpp17_without_exceptions_with_pkg_config(self):
        for package in ("sealframe", "sealframe-static"):
            with self.subTest(package):
                program = self.prefix.compile(
                    EXAMPLES + "/call.cc", "-std=c++17", "-pedantic",
                    "-fno-exceptions", "-fno-rtti",
                    *self.prefix.flags(package), compiler="g++")
                self.assertEqual(self.prefix.run(program), SAID)

    def test_cpp_with_cmake(self):
        build = self.prefix.path + "/build"
        self.prefix.run("cmake", "-S", EXAMPLES, "-B", build,
                        "-DCMAKE_PREFIX_PATH=" + self.prefix.path,
                        "-DCMAKE_CXX_FLAGS=" + " ".join(WARNINGS))
        self.prefix.run("cmake", "--build", build)
        for program in ("call", "call_static"):
            self.assertEqual(self.prefix.run(f"{build}/{program}"), SAID)

    def test_python_with_ctypes(self):
        self.assertEqual(
            self.prefix.run(sys.executable, EXAMPLES + "/call.py",
                            self.prefix.path + "/lib/libsealframe.so.1"), SAID)


if __name__ == "__main__":
    unittest.main()
