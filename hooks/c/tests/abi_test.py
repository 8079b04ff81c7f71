# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The C interface is as recorded in hooks/c/abi.txt, on 64-bit Linux.

Recorded lines must not change, or existing programs break. To add to the
interface, raise SEALFRAME_ABI_VERSION by one and run

    tools/bazel run //hooks/c/tests:abi_test -- --record
"""

import os
import re
import sys
import unittest

from hooks.c.tests import interface
from hooks.c.tests.prefix import HOOK

RECORD = os.path.realpath(HOOK + "/abi.txt")
HEADER = os.path.realpath(HOOK + "/sealframe.h")
COMMENT = """\
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# The binary interface that programs depend on. See tests/abi_test.py.
"""


def recorded():
    with open(RECORD, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if not line.startswith("#")]


class AbiTest(unittest.TestCase):
    maxDiff = None

    def test_interface_is_as_recorded(self):
        self.assertEqual(interface.lines(HEADER), recorded(), __doc__)

    def test_every_handle_has_an_owner_in_cpp(self):
        with open(HEADER, encoding="utf-8") as header:
            handles = re.findall(r"void (sealframe_\w+)_destroy\(", header.read())
        with open(HEADER + "pp", encoding="utf-8") as owners:
            text = owners.read()
        self.assertIn("sealframe_provider", handles)
        for handle in handles:
            self.assertIn(f"void operator()({handle}* handle) const {{\n"
                          f"    {handle}_destroy(handle);", text)

    def test_structs_begin_with_their_size_and_have_no_holes(self):
        size = next_offset = None
        for line in recorded() + ["struct end: 0 bytes"]:
            if line.startswith("struct "):
                self.assertEqual(size, next_offset)
                struct, size = line.split()[1], int(line.split()[2])
                next_offset = 0
            elif line.startswith("  ") and ": " in line:
                offset, declaration = line.strip().split(": ")
                with self.subTest(struct, field=declaration):
                    self.assertEqual(int(offset), next_offset)
                    if next_offset == 0:
                        self.assertEqual(declaration, "size_t struct_size")
                next_offset = int(offset) + size_of(declaration)


def size_of(declaration):
    """size_of returns the size of a field on 64-bit Linux."""
    words = declaration.split()
    count = 1
    if declaration.endswith("]"):
        name = declaration[declaration.index("[") + 1:-1]
        count = int(name) if name.isdigit() else int(next(
            line.split()[-1] for line in recorded()
            if line.startswith(f"number {name} ")))
    if "*" in declaration or words[0] in ("size_t", "uint64_t"):
        return 8 * count
    return {"char": 1, "uint8_t": 1}.get(words[0], 4) * count


if __name__ == "__main__":
    if sys.argv[1:] == ["--record"]:
        with open(RECORD, "w", encoding="utf-8") as record:
            record.write(COMMENT + "\n".join(interface.lines(HEADER)) + "\n")
    else:
        unittest.main()
