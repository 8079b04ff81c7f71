# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the Python module of ctypes declarations."""

from tools.bindings import names

_HEADER = '''\
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
# Made from sealframe.h by //tools/bindings:generate. Do not edit.
"""The declarations of sealframe.h for ctypes. The header documents them."""

import ctypes
import enum
from ctypes import CFUNCTYPE, POINTER, c_char, c_char_p, c_int32, c_size_t
from ctypes import c_uint8, c_uint32, c_uint64, c_void_p
from typing import Any, Dict, List, Tuple


class Enum(enum.IntEnum):
    """An enum of the interface. Values that a newer library added have no name."""

    @classmethod
    def _missing_(cls, value: object) -> "Enum":
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a {cls.__name__}")
        unknown = int.__new__(cls, value)
        unknown._name_ = f"UNKNOWN_{value}"
        unknown._value_ = value
        return unknown


def refuse_zero_byte(value: Any) -> None:
    """refuse_zero_byte refuses a text that C would cut off."""
    if isinstance(value, bytes) and 0 in value:
        raise ValueError("a name contains a zero byte")


def refuse_other(value: int, held: int) -> None:
    """refuse_other refuses a number that C has as another one."""
    if value != held:
        raise OverflowError(f"{value} is out of range")


def number(kind: Any, value: int) -> Any:
    """number returns `value` as C's type `kind`, which can hold it."""
    made = kind(value)
    refuse_other(value, made.value)
    return made


class Checked:
    """The type `kind` of parameters, which refuses what C would change."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind

    def from_param(self, value: Any) -> Any:
        if isinstance(value, int):
            return number(self._kind, value)
        refuse_zero_byte(value)
        return self._kind.from_param(value)


class Struct(ctypes.Structure):
    """A struct of the interface with its size set, and zero by default."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(struct_size=ctypes.sizeof(self), **fields)

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if isinstance(value, int):
            refuse_other(value, getattr(self, name))
        else:
            refuse_zero_byte(value)
'''

_LOAD = '''
# A pointer to bytes is an address, and may point to a zero.
_CHECKED = (c_char_p, c_int32, c_size_t, c_uint32, c_uint64)


def load(path: str) -> ctypes.CDLL:
    """load returns the library at `path` with the types of all its functions."""
    library = ctypes.CDLL(path)
    for name, (returned, arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = returned
        function.argtypes = [Checked(kind) if kind in _CHECKED else kind
                             for kind in arguments]
    return library
'''

_TYPES = {"char": "c_char", "size_t": "c_size_t", "uint8_t": "c_uint8", "uint32_t": "c_uint32",
          "uint64_t": "c_uint64"}


def _type(kind, enums, bytes_type="c_void_p"):
    """_type returns a type. Pointers to bytes take any buffer, as `bytes_type`."""
    base, pointers = kind
    if base == "char" and pointers:
        return "c_char_p"
    if base == "void":
        return "c_void_p" if pointers else "None"
    if base == "uint8_t" and pointers:
        return bytes_type
    if base.endswith("_callback"):
        return names.camel(base)
    inner = "c_int32" if base in enums else _TYPES.get(base) or names.camel(base)
    return "POINTER(" * len(pointers) + inner + ")" * len(pointers)


def _callback(signature, enums):
    types = [signature.returns] + [parameter.type for parameter in signature.parameters]
    listed = ", ".join(_type(kind, enums, "POINTER(c_uint8)") for kind in types)
    return f"{names.camel(signature.name)} = CFUNCTYPE({listed})\n"


def _field(field, enums):
    if field.signature:
        kind = names.camel(field.name)
    else:
        kind = _type(field.type, enums)
    if field.count:
        kind += " * " + names.short(field.count)
    return f'        ("{field.name}", {kind}),\n'


def _struct(struct, enums):
    callbacks = [_callback(field.signature, enums) for field in struct.fields if field.signature]
    return ("\n\n" + "".join(callbacks) + ("\n\n" if callbacks else "") +
            f"class {names.camel(struct.name)}(Struct):\n    _fields_ = [\n" +
            "".join(_field(field, enums) for field in struct.fields) + "    ]\n")


def _enum(enum):
    return (f"\n\nclass {names.camel(enum.name)}(Enum):\n" +
            "".join(f"    {name} = {number}\n" for name, _, number in names.values(enum)))


def _function(function, enums):
    returned = function.returns
    result = (names.camel(returned.base) if returned.base in enums else _type(returned, enums))
    arguments = ", ".join(_type(parameter.type, enums) for parameter in function.parameters)
    return f'    "{function.name}": ({result}, [{arguments}]),\n'


def write(header):
    """write returns the text of the module."""
    enums = {enum.name for enum in header.enums}
    parts = [_HEADER, "\n"]
    parts += [f"\n{name} = {number}" for name, number in header.numbers]
    parts += ["\n"] + [_enum(enum) for enum in header.enums]
    parts += [f'\n\nclass {names.camel(handle)}(ctypes.Structure):\n    """A handle."""\n'
              for handle in header.handles]
    parts += [_struct(struct, enums) for struct in header.structs]
    parts += ["\n\n"] + [_callback(callback, enums) for callback in header.callbacks]
    parts += ["\n# What each function returns and takes.\n"
              "FUNCTIONS: Dict[str, Tuple[Any, List[Any]]] = {\n"]
    parts += [_function(function, enums) for function in header.functions]
    parts += ["}\n", _LOAD]
    return "".join(parts)
