# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Frames and their outcomes."""

import ctypes
from dataclasses import dataclass
from typing import Optional

from sealframe import _interface
from sealframe._interface import Codec, FrameStatus


@dataclass(frozen=True)
class FrameInfo:
    """The properties of a frame that the media stack knows.

    sframe needs none of it, or the SSRC for keys per SSRC. livekit, videosdk and
    jframe need the codec and `is_key_frame`, and to seal also the SSRC and RTP
    timestamp. getstream needs the codec and `is_key_frame` to seal. dave needs the
    codec. Only sframe takes `metadata`, which is authenticated but not sent.
    `token` identifies the frame to the caller if it is held.
    """

    codec: Codec = Codec.UNKNOWN
    is_key_frame: bool = False
    ssrc: int = 0
    rtp_timestamp: int = 0
    metadata: bytes = b""
    token: int = 0


@dataclass(frozen=True)
class FrameResult:
    """The outcome for one frame.

    `size` is the number of bytes that were written: 0 if no frame came out. `kid` is
    the key id that the sealed frame carries.
    """

    status: FrameStatus
    size: int
    kid: int


@dataclass(frozen=True)
class Frame:
    """The outcome for one frame, with the frame.

    `data` is None if no frame came out; `status` then has the reason.
    """

    status: FrameStatus
    data: Optional[bytes]
    kid: int


@dataclass(frozen=True)
class HeldFrame(Frame):
    """A frame that waited for its key, with the info it came with."""

    info: FrameInfo


# The outcomes with which a frame comes out.
_CAME_OUT = (FrameStatus.OK, FrameStatus.PASSED_THROUGH)

DEFAULT_INFO = FrameInfo()


def to_struct(info: FrameInfo) -> _interface.FrameInfo:
    """to_struct returns the C struct, which refers to the metadata of `info`."""
    struct = _interface.FrameInfo(
        codec=info.codec, is_key_frame=info.is_key_frame, ssrc=info.ssrc,
        rtp_timestamp=info.rtp_timestamp, token=info.token)
    if info.metadata:
        struct.metadata = ctypes.cast(ctypes.c_char_p(info.metadata),
                                      ctypes.c_void_p)
        struct.metadata_size = len(info.metadata)
    return struct


def from_struct(struct: _interface.FrameInfo) -> FrameInfo:
    """from_struct returns the info of a held frame, which has no metadata."""
    return FrameInfo(Codec(struct.codec), bool(struct.is_key_frame), struct.ssrc,
                     struct.rtp_timestamp, token=struct.token)


def data_of(result: FrameResult, out: bytearray) -> Optional[bytes]:
    """data_of returns the frame at the front of `out`, if one came out."""
    if result.status not in _CAME_OUT:
        return None
    return bytes(memoryview(out)[:result.size])
