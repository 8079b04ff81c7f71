# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The binary interface of sealframe.h as lines of text."""

import os
import re
import subprocess
import tempfile

_ENUM = re.compile(r"enum (\w+) SEALFRAME_INT32 \{(.*?)\};", re.DOTALL)
_STRUCT = re.compile(r"typedef struct (\w+) \{(.*?)\} \1;", re.DOTALL)
_FUNCTION = re.compile(r"^SEALFRAME_API ([^;]*);", re.MULTILINE)
_CALLBACK = re.compile(r"^(typedef [^;]*\(\*\w+\)[^;]*);", re.MULTILINE)
_NUMBER = re.compile(r"^#define (SEALFRAME_MAX_\w+) ", re.MULTILINE)
# The name in `type name;`, `type name[size];` and `type (*name)(...);`.
_FIELD = re.compile(r"(?:\(\*(\w+)\)\(.*\)|(\w+)(?:\[\w+\])?)$", re.DOTALL)


def _without_comments(text):
    return re.sub(r"//.*", "", text)


def _fields(body):
    for declaration in body.split(";"):
        declaration = " ".join(declaration.split())
        if declaration:
            callback, plain = _FIELD.search(declaration).groups()
            yield callback or plain, declaration


def _printers(header):
    """_printers yields C statements that print a line each."""
    for name in _NUMBER.findall(header):
        yield f'printf("number {name} = %d\\n", {name});'
    for enum, body in _ENUM.findall(header):
        yield f'printf("enum {enum}: %zu bytes\\n", sizeof(enum {enum}));'
        for value in re.findall(r"(SEALFRAME_\w+) =", body):
            yield f'printf("  {value} = %d\\n", {value});'
    for struct, body in _STRUCT.findall(header):
        yield f'printf("struct {struct}: %zu bytes\\n", sizeof({struct}));'
        for field, declaration in _fields(body):
            yield (f'printf("  %zu: {declaration}\\n", '
                   f'offsetof({struct}, {field}));')


def lines(path):
    """lines returns the binary interface that the header at `path` declares."""
    with open(path, encoding="utf-8") as file:
        header = _without_comments(file.read())
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/print.c", "w", encoding="utf-8") as source:
            source.write("#include <sealframe.h>\n#include <stdio.h>\n"
                         "int main(void) {\n" + "\n".join(_printers(header)) +
                         "\nreturn 0;\n}\n")
        subprocess.run(["gcc", "-std=c99", "-pedantic", "-Wall", "-Wextra",
                        "-Werror", "-I" + os.path.dirname(path),
                        source.name, "-o", folder + "/print"], check=True)
        printed = subprocess.run([folder + "/print"], check=True, text=True,
                                 stdout=subprocess.PIPE).stdout.splitlines()
    declarations = _CALLBACK.findall(header) + _FUNCTION.findall(header)
    return printed + [" ".join(text.split()) for text in declarations]
