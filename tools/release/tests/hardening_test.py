# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The shipped ELF files have the protections that the compiler and linker offer.

    hardening_test.py FILES...

The static library has no segments yet. What its users link has these protections only if
its objects allow them.
"""

import os
import re
import subprocess
import sys
import unittest

FILES = []
ARCHIVES = []

# Relocations of code that runs at the address for which it was linked, or only in programs.
FIXED = re.compile(r"R_X86_64_(32S?|16|8|TPOFF(32|64))|R_AARCH64_(MOVW_[US]ABS|TLSLE)")
# Those that would have the loader write into code.
ABSOLUTE = re.compile(r"R_X86_64_64|R_AARCH64_ABS")


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


def sections(path):
    """sections returns the name and the flags of each section of an archive's only object, and
    where the relocations of each begin."""
    rows = re.findall(r"^ +\[ *(\d+)\] (\S+) +[A-Z_]+ +[0-9a-f]+ (\w+) \w+ \w+ +([A-Zlop]*)"
                      r" +\d+ +(\d+) +\d+$", readelf("--sections", path), re.MULTILINE)
    by_number = {number: (name, flags) for number, name, _, flags, _ in rows}
    return by_number, {int(offset, 16): by_number.get(info)
                       for _, name, offset, _, info in rows if name.startswith(".rela")}


def relocations(path, of_offset):
    """relocations yields the section's name and flags, the type and the symbol of each."""
    section = None
    for line in readelf("--relocs", path).splitlines():
        if line.startswith("Relocation section"):
            section = of_offset[int(re.search("at offset (0x[0-9a-f]+)", line)[1], 16)]
        elif re.match(r"[0-9a-f]+ +[0-9a-f]+ +R_", line):
            fields = line.split()
            yield *section, fields[2], fields[4] if len(fields) > 4 else ""


def archive_faults(path):
    """archive_faults yields the protections that the objects of an archive do not allow."""
    by_number, of_offset = sections(path)
    if ["X" in flags for name, flags in by_number.values()
            if name == ".note.GNU-stack"] != [False]:
        yield "its stack is executable, or it does not say (noexecstack)"
    if any({"W", "X"} <= set(flags) for _, flags in by_number.values()):
        yield "it has memory that is both writable and executable"
    found = [entry for entry in relocations(path, of_offset) if "A" in entry[1]]
    if any(FIXED.match(kind) or (ABSOLUTE.match(kind) and "X" in flags)
           for _, flags, kind, _ in found):
        yield "its code is not position-independent (-fPIC)"
    guarded = {name for name, _, _, symbol in found if symbol == "__stack_chk_fail"}
    if not any("sealframe" in name for name in guarded):
        yield "its stack frames have no guard (-fstack-protector)"
    if not any(re.fullmatch(r"__\w+_chk", symbol) for *_, symbol in found):
        yield "it calls no checked function of the C library (_FORTIFY_SOURCE)"


class HardeningTest(unittest.TestCase):

    def test_there_are_files(self):
        self.assertGreaterEqual(len(FILES), 2)
        self.assertEqual(len(ARCHIVES), 1)

    def test_shipped_files_have_all_protections(self):
        for path in FILES:
            with self.subTest(path):
                self.assertEqual(list(faults(path)), [])

    def test_functions_of_the_c_library_are_checked(self):
        for path in FILES:
            with self.subTest(path):
                self.assertTrue(is_fortified(path))

    def test_the_static_library_allows_all_protections(self):
        for path in ARCHIVES:
            with self.subTest(path):
                self.assertEqual(list(archive_faults(path)), [])

    def test_an_archive_without_them_is_noticed(self):
        self.assertEqual(len(list(archive_faults(unprotected_archive()))), 5)

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


def unprotected_archive():
    """unprotected_archive makes an archive of an object without protections."""
    path = os.environ["TEST_TMPDIR"] + "/unprotected"
    subprocess.run(["gcc", "-x", "c", "-", "-c", "-o", path + ".o", "-fno-pic",
                    "-fno-stack-protector", "-Wa,--execstack"],
                   input="""
                       __attribute__((section("both,\\"awx\\",@progbits#"))) int b = 1;
                       int a;
                       int* f(void) { return &a; }
                       """, text=True, check=True)
    subprocess.run(["ar", "rc", path + ".a", path + ".o"], check=True)
    return path + ".a"


if __name__ == "__main__":
    FILES = [path for path in sys.argv[1:] if not path.endswith(".a")]
    ARCHIVES = [path for path in sys.argv[1:] if path.endswith(".a")]
    unittest.main(argv=sys.argv[:1])
