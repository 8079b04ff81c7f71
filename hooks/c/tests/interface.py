# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The binary interface of sealframe.h as lines of text."""

import os
import subprocess
import tempfile

from tools.bindings import header


def _printers(declared):
    """_printers yields C statements that print a line each."""
    for name, _ in declared.numbers:
        if name.startswith("MAX_"):
            yield f'printf("number SEALFRAME_{name} = %d\\n", SEALFRAME_{name});'
    for enum in declared.enums:
        yield f'printf("enum {enum.name}: %zu bytes\\n", sizeof(enum {enum.name}));'
        for value, _ in enum.values:
            yield f'printf("  {value} = %d\\n", {value});'
    for struct in declared.structs:
        yield f'printf("struct {struct.name}: %zu bytes\\n", sizeof({struct.name}));'
        for field in struct.fields:
            yield (f'printf("  %zu: {field.declaration}\\n", '
                   f'offsetof({struct.name}, {field.name}));')


def lines(path):
    """lines returns the binary interface that the header at `path` declares."""
    declared = header.read(path)
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/print.c", "w", encoding="utf-8") as source:
            source.write("#include <sealframe.h>\n#include <stdio.h>\n"
                         "int main(void) {\n" + "\n".join(_printers(declared)) +
                         "\nreturn 0;\n}\n")
        subprocess.run(["gcc", "-std=c99", "-pedantic", "-Wall", "-Wextra",
                        "-Werror", "-I" + os.path.dirname(path),
                        source.name, "-o", folder + "/print"], check=True)
        printed = subprocess.run([folder + "/print"], check=True, text=True,
                                 stdout=subprocess.PIPE).stdout.splitlines()
    return printed + [one.declaration for one in declared.callbacks + declared.functions]
