# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the Rust declarations, and the enums of the safe crate."""

from tools.bindings import names

_LICENCE = '''\
// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0
// Made from sealframe.h by //tools/bindings:generate. Do not edit.
'''

_HEADER = _LICENCE + '''
use std::marker::{PhantomData, PhantomPinned};
use std::os::raw::{c_char, c_void};
'''

_TYPES = {"char": "c_char", "void": "c_void", "size_t": "usize", "uint8_t": "u8",
          "uint32_t": "u32", "uint64_t": "u64"}


def _type(kind):
    text = _TYPES.get(kind.base, kind.base)
    for points_to_const in kind.pointers:
        text = ("*const " if points_to_const else "*mut ") + text
    return text


def _arguments(signature, separator=", "):
    return separator.join(f"{parameter.name}: {_type(parameter.type)}"
                          for parameter in signature.parameters)


def _returned(signature):
    is_void = signature.returns.base == "void" and not signature.returns.pointers
    return "" if is_void else f" -> {_type(signature.returns)}"


def _callback(signature):
    return (f'Option<unsafe extern "C" fn({_arguments(signature)})'
            f"{_returned(signature)}>")


def _field(field):
    kind = _callback(field.signature) if field.signature else _type(field.type)
    if field.count:
        kind = f"[{kind}; {names.short(field.count)}]"
    return f"    pub {field.name}: {kind},\n"


def _struct(struct):
    return (f"\n#[repr(C)]\n#[derive(Clone, Copy)]\npub struct {struct.name} {{\n" +
            "".join(map(_field, struct.fields)) + "}\n\n" +
            f"impl Default for {struct.name} {{\n"
            "    fn default() -> Self {\n"
            "        // SAFETY: zero is a value of every field.\n"
            "        let mut made: Self = unsafe { std::mem::zeroed() };\n"
            "        made.struct_size = std::mem::size_of::<Self>();\n"
            "        made\n    }\n}\n")


def _enum(enum):
    return ("\n#[repr(transparent)]\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n"
            f"pub struct {enum.name}(pub i32);\n" +
            "".join(f"pub const {name}: {enum.name} = {enum.name}({number});\n"
                    for name, number in enum.values))


def _handle(name):
    return (f"\n#[repr(C)]\npub struct {name} {{\n    _private: [u8; 0],\n"
            "    _not_send: PhantomData<(*mut u8, PhantomPinned)>,\n}\n")


def _function(function):
    return f"    pub fn {function.name}({_arguments(function)}){_returned(function)};\n"


def write(header):
    """write returns the declarations of the crate `sealframe-sys`."""
    parts = [_HEADER, "\n"]
    parts += [f"pub const {name}: {'u32' if name == 'ABI_VERSION' else 'usize'} = {number};\n"
              for name, number in header.numbers]
    parts += map(_enum, header.enums)
    parts += map(_handle, header.handles)
    parts += map(_struct, header.structs)
    parts += [f"\npub type {callback.name} = {_callback(callback)};\n"
              for callback in header.callbacks]
    parts += ['\nextern "C" {\n', *map(_function, header.functions), "}\n"]
    return "".join(parts)


def _safe_enum(enum):
    return (f"\nvalues! {{ {names.camel(enum.name)}, {enum.name},\n" +
            "".join(f'    {name} = {c_name}, "{names.text(name)}";\n'
                    for name, c_name, _ in names.values(enum)) + "}\n")


def write_enums(header):
    """write_enums returns the enums of the crate `sealframe`."""
    return (_LICENCE + "\nuse crate::values::values;\n" +
            "".join(map(_safe_enum, header.enums)))
