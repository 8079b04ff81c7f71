# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the enums of the Go module."""

from tools.bindings import names

_HEADER = '''\
// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0
// Code generated from sealframe.h by //tools/bindings:generate. DO NOT EDIT.

package sealframe

// #include <sealframe.h>
import "C"

import "strconv"
'''


def _aligned(rows):
    """_aligned returns lines whose first columns have one width, as gofmt has them."""
    width = max(len(first) for first, _ in rows)
    return "".join(f"{first:{width}} {rest}\n" for first, rest in rows)


def _constants(enum, name):
    rows = [(f"\t{names.go_value(value)}", f"{name} = C.{value}") for value, _ in enum.values]
    return f"// The values of {name}.\nconst (\n{_aligned(rows)})\n"


def _strings(enum):
    rows = [(f"\t{names.go_value(c_name)}:", f'"{names.text(value)}",')
            for value, c_name, _ in names.values(enum)]
    return _aligned(rows)


def _enum(enum):
    name = names.go(enum.name)
    table = name[0].lower() + name[1:] + "Names"
    return (f"\n// {name} is {enum.name} of sealframe.h. A newer library may have more values.\n"
            f"type {name} int32\n\n{_constants(enum, name)}\n"
            f"var {table} = map[{name}]string{{\n{_strings(enum)}}}\n\n"
            f"// String returns the name of the value, or its number.\n"
            f"func (v {name}) String() string {{\n"
            f"\tif name, ok := {table}[v]; ok {{\n\t\treturn name\n\t}}\n"
            f"\treturn strconv.Itoa(int(v))\n}}\n")


def write(header):
    """write returns the text of the source file."""
    return _HEADER + "".join(map(_enum, header.enums))
