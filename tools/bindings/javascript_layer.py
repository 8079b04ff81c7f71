# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the JavaScript module of declarations, for WebAssembly with addresses of 32 bits."""

import re

from tools.bindings import names

# Functions that are left out, for a module of half the size: no page needs them, where the
# browser sends and receives, and JavaScript has the names of values by itself.
_LEFT_OUT = re.compile(
    "sealframe_((\\w*packetizer|sdp|profile_detector|diagnose|failure_reason)_?|"
    "abi_version|profile_|suite_|codec_from_name|(status|stream_state|frame_status|event_kind)_name)")

_HEADER = '''\
// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0
// Made from sealframe.h by //tools/bindings:generate. Do not edit.

// Declarations of sealframe.h, which documents them. The module exports the functions,
// and memory.js has the kinds of fields and parameters.
'''

_TYPES_HEADER = '''\
// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0
// Made from sealframe.h by //tools/bindings:generate. Do not edit.

// The values of each enum of sealframe.h, which documents them.
'''

_OTHER_TYPES = {
    "Error": "SealframeError",
    "Event": "SessionEvent",
    "Provider": "KeyProvider",
    "ProviderOptions": "KeyProviderOptions",
}

_SIZES = {"char": 1, "uint8_t": 1, "uint64_t": 8}
_KINDS = {"char": "char", "size_t": "size", "uint8_t": "u8", "uint32_t": "u32", "uint64_t": "u64"}


def camel(name):
    """camel returns the name of a field, a property or a method: "keyIndex"."""
    first, *rest = names.short(name).split("_")
    return first + "".join(word.capitalize() for word in rest)


def type_name(name):
    """type_name returns the name of a type: "KeyProvider"."""
    return _OTHER_TYPES.get(names.camel(name), names.camel(name))


def _is_bytes(variables, index):
    """_is_bytes returns whether two variables are bytes to read, and their number."""
    if index + 1 == len(variables) or variables[index].type is None:
        return False
    first, second = variables[index], variables[index + 1]
    return (first.type == ("uint8_t", (True,)) and second.name == first.name + "_size")


def _kind(kind, enums):
    """_kind returns the kind of a value that is not a pointer to a struct."""
    base, pointers = kind
    if base == "char" and pointers:
        return "string"
    if pointers or base.endswith("_callback"):
        return "pointer"
    return names.short(base) if base in enums else _KINDS[base]


class _Struct:
    """A struct with the places of its fields, whose sizes are those of their alignment."""

    def __init__(self, struct, header):
        self.fields, self.size, alignment = [], 0, 1
        numbers, enums = dict(header.numbers), {enum.name for enum in header.enums}
        for index, field in enumerate(struct.fields):
            pointer = field.type is None or field.type.pointers
            one = 4 if pointer else _SIZES.get(field.type.base, 4)
            alignment = max(alignment, one)
            offset = -(-self.size // one) * one
            count = field.count and int(numbers.get(names.short(field.count), field.count))
            kind = "pointer" if field.type is None else _kind(field.type, enums)
            if _is_bytes(struct.fields, index):
                kind = "bytes"
            self.fields.append((field.name, offset, kind, count))
            self.size = offset + one * (count or 1)
        self.size = -(-self.size // alignment) * alignment

    def places(self):
        """places yields the fields without the sizes that belong to bytes."""
        sizes = {name + "_size" for name, _, kind, _ in self.fields if kind == "bytes"}
        return (field for field in self.fields if field[0] not in sizes)


def layout(struct, header):
    """layout returns the size of a struct, and the name and offset of each field."""
    made = _Struct(struct, header)
    return made.size, [(name, offset) for name, offset, _, _ in made.fields]


def _constant(name):
    return names.short(name).upper()


def _listed(opening, items, closing, width=90):
    """_listed returns items in lines of at most `width`."""
    lines, line = [opening], " "
    for item in items:
        if len(line) + len(item) + 2 > width:
            lines.append(line)
            line = " "
        line += f" {item},"
    return "\n".join([*lines, line, closing]) + "\n"


def _enum(enum):
    by_number = {number: names.text(name) for name, _, number in names.values(enum)}
    if sorted(by_number) != list(range(len(by_number))):
        raise ValueError(f"the values of {enum.name} have gaps")
    return _listed(f"\nexport const {_constant(enum.name)} = [",
                   (f"'{by_number[number]}'" for number in range(len(by_number))), "];")


def _struct(struct, header):
    made = _Struct(struct, header)
    lines = [f"    {camel(name)}: [{offset}, '{kind}'" + (f", {count}" if count else "") + "],\n"
             for name, offset, kind, count in made.places()]
    return f"  {camel(struct.name)}: {{size: {made.size}, fields: {{\n{''.join(lines)}  }}}},\n"


def _parameter(parameter, header, structs):
    """_parameter returns the kind of one parameter."""
    kind = parameter.type
    if kind is None:
        return "pointer"
    base, pointers = kind
    if base in header.handles and len(pointers) == 1:
        return "handle"
    if base in header.handles and pointers == (False, False):
        return "out handle"
    if base == "sealframe_error":
        return "error"
    enums = {enum.name for enum in header.enums}
    if len(pointers) == 1 and base not in ("char", "uint8_t", "void"):
        inner = camel(base) if base in structs else _kind((base, ()), enums)
        return ("in " if pointers[0] else "out ") + inner
    return _kind(kind, enums)


def _function(function, header, structs):
    kinds, index, enums = [], 0, {enum.name for enum in header.enums}
    while index < len(function.parameters):
        if _is_bytes(function.parameters, index):
            kinds.append("bytes")
            index += 1
        else:
            kinds.append(_parameter(function.parameters[index], header, structs))
        index += 1
    returned = ("void" if function.returns == ("void", ()) else _kind(function.returns, enums))
    listed = "".join(f", '{kind}'" for kind in kinds)
    return f"  {names.short(function.name)}: ['{returned}'{listed}],\n"


def _kept(header):
    """_kept returns the functions that are not left out, and the types that they use."""
    functions = [one for one in header.functions if not _LEFT_OUT.match(one.name)]
    used = {variable.type.base for signature in [*functions, *header.callbacks]
            for variable in signature.parameters if variable.type}
    used |= {function.returns.base for function in functions}
    structs = [one for one in header.structs if one.name in used]
    used |= {field.type.base for struct in structs for field in struct.fields if field.type}
    return header._replace(functions=functions, structs=structs,
                           enums=[one for one in header.enums if one.name in used])


def write(header):
    """write returns the text of the module."""
    header = _kept(header)
    structs = {struct.name for struct in header.structs}
    parts = [_HEADER, "\n// The texts of each enum's values, by their numbers.\n"]
    parts += [_enum(enum) for enum in header.enums]
    parts += ["\n// Each enum by the kind of its values.\nexport const ENUMS = {\n"]
    parts += [f"  {names.short(enum.name)}: {_constant(enum.name)},\n" for enum in header.enums]
    parts += ["};\n\n// The size of each struct, and the offset, kind and count of each field.\n",
              "export const STRUCTS = {\n"]
    parts += [_struct(struct, header) for struct in header.structs]
    parts += ["};\n\n// What each function returns, and the kinds of its parameters.\n",
              "export const FUNCTIONS = {\n"]
    parts += [_function(function, header, structs) for function in header.functions]
    return "".join(parts) + "};\n"


def _type(enum):
    values = [f"'{names.text(name)}'" for name, _, _ in names.values(enum)]
    lines, line = [], f"export type {names.camel(enum.name)} ="
    for index, value in enumerate(values):
        item = (" | " if index else " ") + value
        if len(line) + len(item) > 89:
            lines.append(line)
            line = "   "
        line += item
    return "\n" + "\n".join([*lines, line]) + ";\n"


def write_types(header):
    """write_types returns the text of the TypeScript declarations of the enums."""
    return _TYPES_HEADER + "".join(map(_type, _kept(header).enums))
