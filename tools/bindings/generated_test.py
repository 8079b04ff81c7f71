# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The generated files are those that sealframe.h gives today. To make them anew:

    tools/bazel run //tools/bindings:generate
"""

import os
import unittest

from tools.bindings import generate, header


class GeneratedTest(unittest.TestCase):
    maxDiff = None

    def test_files_are_up_to_date(self):
        for path, text in generate.files().items():
            with self.subTest(path):
                with open(os.path.join(generate.ROOT, path), encoding="utf-8") as file:
                    self.assertEqual(file.read(), text, __doc__)

    def test_every_declaration_of_the_header_is_found(self):
        declared = header.read(generate.HEADER)
        with open(generate.HEADER, encoding="utf-8") as file:
            text = file.read()
        self.assertEqual(text.count("\nSEALFRAME_API "), len(declared.functions))
        self.assertEqual(text.count("SEALFRAME_INT32 {"), len(declared.enums))
        self.assertEqual(text.count("size_t struct_size;"), len(declared.structs))
        self.assertEqual(text.count("_destroy("), len(declared.handles))

    def test_types_are_read_with_their_pointers(self):
        declared = header.parse("SEALFRAME_API const char* sealframe_f(\n"
                                "    sealframe_x** a, sealframe_x* const* b,\n"
                                "    const uint8_t c[16], void (*d)(void* e));\n")
        (function,) = declared.functions
        a, b, c, d = function.parameters
        self.assertEqual(function.returns, header.Type("char", (True,)))
        self.assertEqual(a.type, header.Type("sealframe_x", (False, False)))
        self.assertEqual(b.type, header.Type("sealframe_x", (False, True)))
        self.assertEqual(c.type, header.Type("uint8_t", (True,)))
        self.assertEqual(d.signature.name, "d")

    def test_a_new_form_of_declaration_is_refused(self):
        with self.assertRaisesRegex(ValueError, "new form"):
            header.parse("SEALFRAME_API struct x sealframe_f(int (&a)[2]);\n")


if __name__ == "__main__":
    unittest.main()
