# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The declarations of sealframe.h."""

import re
from typing import NamedTuple, Optional, Tuple

_COMMENT = re.compile(r"//.*")
_NUMBER = re.compile(r"^#define SEALFRAME_(ABI_VERSION|MAX_\w+) (\d+)$", re.MULTILINE)
_ENUM = re.compile(r"^enum (\w+) SEALFRAME_INT32 \{(.*?)\};", re.MULTILINE | re.DOTALL)
_VALUE = re.compile(r"(SEALFRAME_\w+) = (\d+)")
_HANDLE = re.compile(r"^typedef struct (\w+) \1;", re.MULTILINE)
_STRUCT = re.compile(r"^typedef struct (\w+) \{(.*?)\} \1;", re.MULTILINE | re.DOTALL)
_CALLBACK = re.compile(r"^(typedef [^;]*\(\*\w+\)[^;]*);", re.MULTILINE)
_FUNCTION = re.compile(r"^SEALFRAME_API ([^;]*);", re.MULTILINE)

_SIGNATURE = re.compile(r"(?:typedef )?(.+?)(?:\(\*(\w+)\)|\b(sealframe_\w+))\((.*)\)$")
_VARIABLE = re.compile(r"(.*?)(\w+)(?:\[(\w+)\])?$")
_TYPE = re.compile(r"(const )?(\w+)(?: (const))?((?:\s*\*\s*(?:const\b)?)*)$")


class Type(NamedTuple):
    """A type: `const T* const*` has the base T and `pointers` (True, True).

    Each pointer, from the innermost, is whether what it points to is const.
    """
    base: str
    pointers: Tuple[bool, ...] = ()


class Variable(NamedTuple):
    """A field or a parameter. An array has a count, a callback a signature."""
    name: str
    type: Optional[Type]
    count: Optional[str]
    signature: Optional["Signature"]
    declaration: str


class Signature(NamedTuple):
    """A function, or the type of a callback."""
    name: str
    returns: Type
    parameters: Tuple[Variable, ...]
    declaration: str


class Enum(NamedTuple):
    name: str
    values: Tuple[Tuple[str, int], ...]


class Struct(NamedTuple):
    name: str
    fields: Tuple[Variable, ...]


class Header(NamedTuple):
    numbers: Tuple[Tuple[str, int], ...]
    enums: Tuple[Enum, ...]
    handles: Tuple[str, ...]
    structs: Tuple[Struct, ...]
    callbacks: Tuple[Signature, ...]
    functions: Tuple[Signature, ...]


def _matched(pattern, text):
    match = pattern.match(text)
    if match is None:
        raise ValueError(f"sealframe.h has a declaration of a new form: {text}")
    return match.groups()


def _type(text):
    const, base, _, stars = _matched(_TYPE, text.strip())
    pointers = []
    pointee_is_const = bool(const)
    for after in re.findall(r"\*\s*(const)?", stars):
        pointers.append(pointee_is_const)
        pointee_is_const = bool(after)
    return Type(base, tuple(pointers))


def _variable(declaration):
    if "(*" in declaration:
        signature = _signature(declaration)
        return Variable(signature.name, None, None, signature, declaration)
    text, name, count = _matched(_VARIABLE, declaration)
    return Variable(name, _type(text), count, None, declaration)


def _parameter(declaration):
    """_parameter returns a parameter: a pointer also if declared as an array."""
    name, kind, count, signature, _ = _variable(declaration)
    if count is not None:
        is_const = declaration.startswith("const ")
        kind, count = Type(kind.base, (is_const,)), None
    return Variable(name, kind, count, signature, declaration)


def _signature(declaration):
    returns, callback, name, parameters = _matched(_SIGNATURE, declaration)
    parameters = [] if parameters == "void" else parameters.strip().split(", ")
    return Signature(callback or name, _type(returns),
                     tuple(map(_parameter, parameters)), declaration)


def _fields(body):
    declarations = (" ".join(text.split()) for text in body.split(";"))
    return tuple(_variable(text) for text in declarations if text)


def _signatures(pattern, text):
    return tuple(_signature(" ".join(found.split())) for found in pattern.findall(text))


def parse(text):
    """parse returns the declarations in the text of the header."""
    text = _COMMENT.sub("", text)
    return Header(
        numbers=tuple((name, int(value)) for name, value in _NUMBER.findall(text)),
        enums=tuple(Enum(name, tuple((value, int(number)) for value, number in _VALUE.findall(body)))
                    for name, body in _ENUM.findall(text)),
        handles=tuple(_HANDLE.findall(text)),
        structs=tuple(Struct(name, _fields(body)) for name, body in _STRUCT.findall(text)),
        callbacks=_signatures(_CALLBACK, text),
        functions=_signatures(_FUNCTION, text))


def read(path):
    with open(path, encoding="utf-8") as file:
        return parse(file.read())
