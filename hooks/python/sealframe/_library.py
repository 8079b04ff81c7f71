# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The C library, its errors and its handles."""

import ctypes
import os
import re
from types import TracebackType
from typing import Any, Optional, Tuple, Type, TypeVar

from sealframe import _interface
from sealframe._interface import Status

# A wheel has the library beside this file. Elsewhere it is the system's.
_BUNDLED = os.path.join(os.path.dirname(__file__), "libsealframe.so.1")
library = _interface.load(
    _BUNDLED if os.path.exists(_BUNDLED) else "libsealframe.so.1")

# Python's names of the C functions that messages name.
_CLASSES = {
    "provider": "KeyProvider",
    "session": "Session",
    "send_transform": "SendTransform",
    "receive_transform": "ReceiveTransform",
}
_C_FUNCTION = re.compile(rf"\bsealframe_({'|'.join(_CLASSES)})_(\w+)")


class Error(Exception):
    """A call was refused, and has changed nothing.

    `status` is the kind of the reason. The message explains it.
    """

    def __init__(self, status: Status, message: str) -> None:
        super().__init__(message)
        self.status = status


def must(function: Any, *arguments: Any) -> None:
    """must calls a C function whose last parameter is its error."""
    error = _interface.Error()
    status = function(*arguments, error)
    if status != Status.OK:
        message = error.message.decode(errors="replace")
        raise Error(status, _C_FUNCTION.sub(
            lambda found: f"{_CLASSES[found[1]]}.{found[2]}", message))


def check(status: Status) -> None:
    """check raises the error of a C function that does not explain it."""
    if status != Status.OK:
        name: bytes = library.sealframe_status_name(status)
        raise Error(status, name.decode())


class Handle:
    """The owner of a handle of the library.

    A call has its handle among its arguments, so a handle is destroyed when no call
    uses it, even if another thread closes its object meanwhile. `keep` are callbacks
    that the library may call as long as the handle exists.
    """

    def __init__(self, name: str, kind: Type[ctypes.Structure], *arguments: Any,
                 keep: Tuple[Any, ...] = ()) -> None:
        self.keep = keep
        self._as_parameter_ = ctypes.POINTER(kind)()
        self._destroy = getattr(library, f"sealframe_{name}_destroy")
        must(getattr(library, f"sealframe_{name}_create"), *arguments,
             self._as_parameter_)

    def __del__(self) -> None:
        self._destroy(self._as_parameter_)


_Self = TypeVar("_Self", bound="Closeable")


class Closeable:
    """An object over a handle. After `close`, its methods raise ValueError."""

    def __init__(self, handle: Handle) -> None:
        self._open_handle: Optional[Handle] = handle

    @property
    def _handle(self) -> Handle:
        handle = self._open_handle
        if handle is None:
            raise ValueError(f"this {type(self).__name__} is closed")
        return handle

    def close(self) -> None:
        """close releases the object. It may be called again."""
        self._open_handle = None

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]],
                 error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.close()
