# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Streams."""

import threading
from typing import TYPE_CHECKING, Any, Iterator, List, Optional

from sealframe import _interface
from sealframe._buffer import Pinned
from sealframe._frame import (DEFAULT_INFO, Frame, FrameInfo, FrameResult,
                              HeldFrame, data_of, from_struct, to_struct)
from sealframe._interface import FrameStatus, Media
from sealframe._library import Closeable, Handle, library
from sealframe._session import Session
from sealframe._statistics import KeyStats, StreamStats, key_stats, stream_stats

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer


def stream_config(participant: str, track: str, media: Media,
                  **hold: int) -> _interface.StreamConfig:
    return _interface.StreamConfig(
        participant=participant.encode(), track=track.encode(), media=media, **hold)


def process(function: Any, handle: Handle, info: FrameInfo,
            frame: "ReadableBuffer", out: "WriteableBuffer") -> FrameResult:
    result = _interface.FrameResult()
    with Pinned(frame) as source, Pinned(out, writable=True) as target:
        status = function(handle, to_struct(info), source.address, source.size,
                          target.address, target.size, result)
    return FrameResult(status, result.size, result.kid)


class SendTransform(Closeable):
    """The sending side of a local participant's stream.

    Put it between encoder and packetizer. Threads that use one transform wait for
    each other. It goes on working after its session is closed.
    """

    def __init__(self, session: Session, participant: str, *, track: str = "",
                 media: Media) -> None:
        above = session._handle
        super().__init__(Handle(
            "send_transform", _interface.SendTransform, above,
            stream_config(participant, track, media), keep=above.keep))
        self._turn = threading.Lock()

    def max_sealed_size(self, frame_size: int) -> int:
        """Returns the room that `seal_into` needs at most."""
        size: int = library.sealframe_send_transform_max_sealed_size(
            self._handle, frame_size)
        return size

    def seal(self, frame: "ReadableBuffer",
             info: FrameInfo = DEFAULT_INFO) -> Frame:
        """Returns the sealed frame, or the reason why there is none."""
        out = bytearray(self.max_sealed_size(memoryview(frame).nbytes))
        result = self.seal_into(frame, out, info)
        return Frame(result.status, data_of(result, out), result.kid)

    def seal_into(self, frame: "ReadableBuffer", out: "WriteableBuffer",
                  info: FrameInfo = DEFAULT_INFO) -> FrameResult:
        """Writes the sealed frame to the front of `out`, without a copy.

        `out` begins where `frame` does, or shares no byte with it. It is zero if no
        frame comes out.
        """
        with self._turn:
            return process(library.sealframe_send_transform_seal, self._handle,
                           info, frame, out)

    def stats(self) -> StreamStats:
        """Returns the counts of the stream."""
        return stream_stats(library.sealframe_send_transform_get_stats, self._handle)


class ReceiveTransform(Closeable):
    """The receiving side of a stream.

    Put it between depacketizer and decoder. The participant was added as remote, or
    given a key. Frames whose key is late are held if `hold_max_frames` is set.
    Threads that use one transform wait for each other. It goes on working after its
    session is closed.
    """

    def __init__(self, session: Session, participant: str, *, track: str = "",
                 media: Media, hold_max_frames: int = 0, hold_max_bytes: int = 0,
                 hold_max_age_ms: int = 0) -> None:
        above = session._handle
        config = stream_config(participant, track, media,
                               hold_max_frames=hold_max_frames,
                               hold_max_bytes=hold_max_bytes,
                               hold_max_age_ms=hold_max_age_ms)
        super().__init__(Handle("receive_transform", _interface.ReceiveTransform,
                                above, config, keep=above.keep))
        self._turn = threading.Lock()

    def max_opened_size(self, sealed_size: int) -> int:
        """Returns the room that `open_into` needs at most."""
        size: int = library.sealframe_receive_transform_max_opened_size(
            self._handle, sealed_size)
        return size

    def open(self, sealed: "ReadableBuffer",
             info: FrameInfo = DEFAULT_INFO) -> Frame:
        """Returns the opened frame, or the reason why there is none.

        After HELD, call `open_held`.
        """
        out = bytearray(self.max_opened_size(memoryview(sealed).nbytes))
        result = self.open_into(sealed, out, info)
        return Frame(result.status, data_of(result, out), result.kid)

    def open_into(self, sealed: "ReadableBuffer", out: "WriteableBuffer",
                  info: FrameInfo = DEFAULT_INFO) -> FrameResult:
        """Writes the opened frame to the front of `out`, without a copy.

        The rules for `out` are those of `SendTransform.seal_into`: opening in place
        destroys a frame that does not open.
        """
        with self._turn:
            return process(library.sealframe_receive_transform_open, self._handle,
                           info, sealed, out)

    def open_held(self) -> Iterator[HeldFrame]:
        """Yields the held frames that can come out now, the oldest first.

        Call it after a key was set and after HELD.
        """
        while True:
            frame = self._next_held()
            if frame is None:
                return
            yield frame

    def _next_held(self) -> Optional[HeldFrame]:
        info, result = _interface.FrameInfo(), _interface.FrameResult()
        with self._turn:
            handle = self._handle
            status = FrameStatus.BUFFER_TOO_SMALL
            # Another thread may set the key of a larger frame meanwhile: ask again.
            while status == FrameStatus.BUFFER_TOO_SMALL:
                out = bytearray(
                    library.sealframe_receive_transform_next_held_size(handle))
                with Pinned(out, writable=True) as target:
                    status = library.sealframe_receive_transform_open_held(
                        handle, info, target.address, target.size, result)
        if status == FrameStatus.NO_FRAME:
            return None
        data = data_of(FrameResult(status, result.size, result.kid), out)
        return HeldFrame(status, data, result.kid, from_struct(info))

    def num_held(self) -> int:
        """Returns the number of frames that wait for their key."""
        with self._turn:
            count: int = library.sealframe_receive_transform_num_held(self._handle)
        return count

    def stats(self) -> StreamStats:
        """Returns the counts of the stream."""
        return stream_stats(library.sealframe_receive_transform_get_stats,
                            self._handle)

    def key_stats(self) -> List[KeyStats]:
        """Returns the counts of each key that has opened a frame."""
        return key_stats(library.sealframe_receive_transform_get_key_stats,
                         self._handle)
