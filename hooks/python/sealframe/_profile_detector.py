# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Streams whose profile is unknown."""

import ctypes
import threading
from typing import TYPE_CHECKING, Any, List, Optional, Sequence

from sealframe import _interface
from sealframe._frame import DEFAULT_INFO, Frame, FrameInfo, data_of
from sealframe._interface import Media, Status
from sealframe._library import Closeable, Handle, library
from sealframe._session import Session
from sealframe._statistics import StreamStats, stream_stats
from sealframe._transforms import process, stream_config

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class ProfileDetector(Closeable):
    """A receiving stream that tries the profiles of `sessions` until one opens it.

    Put the profiles with the most distinctive frames first, and sframe last.
    """

    def __init__(self, sessions: Sequence[Session], participant: str, *,
                 track: str = "", media: Media) -> None:
        above = [session._handle for session in sessions]
        pointers: List[Any] = [handle._as_parameter_ for handle in above]
        handles = (ctypes.POINTER(_interface.Session) * len(above))(*pointers)
        super().__init__(Handle(
            "profile_detector", _interface.ProfileDetector, handles, len(above),
            stream_config(participant, track, media),
            keep=tuple(kept for handle in above for kept in handle.keep)))
        self._turn = threading.Lock()

    def open(self, sealed: "ReadableBuffer", info: FrameInfo = DEFAULT_INFO) -> Frame:
        """Returns the opened frame, or the reason why there is none."""
        with self._turn:
            handle = self._handle
            out = bytearray(library.sealframe_profile_detector_max_opened_size(
                handle, memoryview(sealed).nbytes))
            result = process(library.sealframe_profile_detector_open, handle, info,
                             sealed, out)
        return Frame(result.status, data_of(result, out), result.kid)

    def detected(self) -> Optional[int]:
        """Returns the index of the session whose profile the stream has.

        It is None as long as no frame has opened.
        """
        index = ctypes.c_size_t()
        with self._turn:
            status = library.sealframe_profile_detector_detected(self._handle, index)
        return index.value if status == Status.OK else None

    def stats(self, index: int) -> StreamStats:
        """Returns the counts under the profile of the session at `index`."""
        return stream_stats(
            lambda handle, struct: library.sealframe_profile_detector_get_stats(
                handle, index, struct), self._handle)
