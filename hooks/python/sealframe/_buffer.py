# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The bytes of any object with a buffer, where they are."""

import ctypes
from types import TracebackType
from typing import TYPE_CHECKING, Optional, Type

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _View(ctypes.Structure):
    """Py_buffer, part of Python's stable interface."""

    _fields_ = [
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.py_object),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p),
        ("shape", ctypes.c_void_p),
        ("strides", ctypes.c_void_p),
        ("suboffsets", ctypes.c_void_p),
        ("internal", ctypes.c_void_p),
    ]


_get = ctypes.pythonapi.PyObject_GetBuffer
_get.argtypes = [ctypes.py_object, ctypes.POINTER(_View), ctypes.c_int]
_release = ctypes.pythonapi.PyBuffer_Release
_release.argtypes = [ctypes.POINTER(_View)]
_release.restype = None
_WRITABLE = 1  # PyBUF_WRITABLE


class Pinned:
    """The address and size of an object's bytes, in a `with` block.

    Nothing is copied. Until the block ends, the bytes cannot move: a bytearray
    refuses to be resized. BufferError means that the bytes are not in one piece,
    or are read-only and were to be written; TypeError, that there are none.
    """

    def __init__(self, holder: "ReadableBuffer", writable: bool = False) -> None:
        self._holder = holder
        self._flags = _WRITABLE if writable else 0
        self._view = _View()

    def __enter__(self) -> "Pinned":
        _get(self._holder, self._view, self._flags)
        self.address: Optional[int] = self._view.buf
        self.size: int = self._view.len
        return self

    def __exit__(self, kind: Optional[Type[BaseException]],
                 error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        _release(self._view)
