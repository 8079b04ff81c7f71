# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The shipped ELF files have the protections that the compiler and linker offer.

    hardening_test.py FILES...
"""

import os
import re
import subprocess
import sys
import unittest

FILES = []


def readelf(*arguments):
    return subprocess.run(["readelf", "--wide", *arguments], check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def segments(path):
    """segments yields the type and the flags of each program header."""
    for line in readelf("--segments", path).splitlines():
        match = re.match(r" +([A-Z_]+)(?: +0x[0-9a-f]+){5} ([R ][W ][E ])", line)
        if match:
            yield match[1], match[2].replace(" ", "")


def imports(path):
    """imports returns the names of symbols that other libraries define."""
    return {line.split()[7].split("@")[0]
            for line in readelf("--dyn-syms", path).splitlines() if " UND " in line
            and len(line.split()) > 7}


def faults(path):
    """faults yields the protections that a file lacks."""
    if "DYN" not in readelf("--file-header", path):
        yield "it is not position-independent (PIE)"
    loaded = list(segments(path))
    if [flags for kind, flags in loaded if kind == "GNU_STACK"] != ["RW"]:
        yield "its stack is executable, or it does not say (noexecstack)"
    if any("W" in flags and "E" in flags for _, flags in loaded):
        yield "it has memory that is both writable and executable"
    if not any(kind == "GNU_RELRO" for kind, _ in loaded):
        yield "its relocations stay writable (RELRO)"
    dynamic = readelf("--dynamic", path)
    if not re.search(r"\(FLAGS\).*\bBIND_NOW\b", dynamic):
        yield "its functions are bound late, so that RELRO is partial (BIND_NOW)"
    if "TEXTREL" in dynamic:
        yield "its code is relocated (TEXTREL)"
    if "__stack_chk_fail" not in imports(path):
        yield "its stack frames have no guard (-fstack-protector)"


def is_fortified(path):
    """is_fortified returns whether a file calls a checked function of the C library."""
    return any(name.startswith("__") and name.endswith("_chk") for name in imports(path))


class HardeningTest(unittest.TestCase):

    def test_there_are_files(self):
        self.assertGreaterEqual(len(FILES), 2)

    def test_shipped_files_have_all_protections(self):
        for path in FILES:
            with self.subTest(path):
                self.assertEqual(list(faults(path)), [])

    def test_functions_of_the_c_library_are_checked(self):
        for path in FILES:
            with self.subTest(path):
                self.assertTrue(is_fortified(path))

    def test_a_file_without_them_is_noticed(self):
        path = unprotected()
        self.assertEqual(len(list(faults(path))), 6)
        self.assertFalse(is_fortified(path))


def unprotected():
    """unprotected makes a program without protections, and returns its path."""
    path = os.environ["TEST_TMPDIR"] + "/unprotected"
    subprocess.run(["gcc", "-x", "c", "-", "-o", path, "-no-pie", "-fno-pie",
                    "-Wl,-z,norelro,-z,lazy,-z,execstack", "-fno-stack-protector"],
                   input="int main(void) { return 0; }", text=True, check=True)
    return path


if __name__ == "__main__":
    FILES = sys.argv[1:]
    unittest.main(argv=sys.argv[:1])
