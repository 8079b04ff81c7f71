# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Structs have the sizes and offsets in JavaScript that the compiler of WebAssembly gives them."""

import os
import subprocess
import tempfile
import unittest

from tools.bindings import generate, header, javascript_layer

DECLARED = header.read(generate.HEADER)


def assertions(change=0):
    """assertions yields C's assertions of the layout, each off by `change`."""
    for struct in DECLARED.structs:
        size, fields = javascript_layer.layout(struct, DECLARED)
        yield f"_Static_assert(sizeof({struct.name}) == {size + change}, \"\");"
        for name, offset in fields:
            yield (f"_Static_assert(offsetof({struct.name}, {name}) == {offset + change}, "
                   f"\"{struct.name}.{name}\");")
    yield "_Static_assert(sizeof(sealframe_status) == 4, \"\");"


def errors(lines):
    """errors returns the compiler's errors for lines of C."""
    with tempfile.TemporaryDirectory(dir=os.environ["TEST_TMPDIR"]) as folder:
        source = folder + "/layout.c"
        with open(source, "w", encoding="utf-8") as file:
            file.write("#include <sealframe.h>\n" + "\n".join(lines) + "\n")
        done = subprocess.run(
            [generate.ROOT + "/tools/build/wasm/emcc.sh", "-ferror-limit=0", "-c", source,
             "-I" + os.path.dirname(generate.HEADER), "-o", folder + "/layout.o"],
            check=False, text=True, stderr=subprocess.PIPE)
        return done.stderr.count(" error: static"), done.returncode


class WasmLayoutTest(unittest.TestCase):

    def test_javascript_is_as_c(self):
        self.assertEqual((0, 0), errors(assertions()))

    def test_a_wrong_layout_is_found(self):
        lines = list(assertions(change=1))
        failed, status = errors(lines)
        self.assertEqual(len(lines) - 1, failed)
        self.assertNotEqual(0, status)


if __name__ == "__main__":
    unittest.main()
