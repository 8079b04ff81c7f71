# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""LiveKit's data packets, in the profiles livekit and videosdk."""

import ctypes
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Tuple

from sealframe import _interface
from sealframe._buffer import Pinned
from sealframe._frame import Frame, FrameResult, data_of
from sealframe._library import Closeable, Handle, library
from sealframe._provider import KeyProvider

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_IV_SIZE = 12


@dataclass(frozen=True)
class DataPacketHeader:
    """The fields that travel beside a sealed packet: 12 bytes, and the ring index."""

    iv: bytes
    key_index: int


class DataPacketSealer(Closeable):
    """Seals data packets of a local participant, which may have no key yet."""

    def __init__(self, provider: KeyProvider, participant: str) -> None:
        keys = provider._handle
        super().__init__(Handle(
            "data_packet_sealer", _interface.DataPacketSealer, keys,
            participant.encode(), keep=keys.keep))
        self._turn = threading.Lock()

    def seal(self, packet: "ReadableBuffer") -> Tuple[Frame, DataPacketHeader]:
        """Returns the sealed packet, or the reason why there is none."""
        header, result = _interface.DataPacketHeader(), _interface.FrameResult()
        with self._turn, Pinned(packet) as source:
            out = bytearray(library.sealframe_data_packet_sealed_size(source.size))
            with Pinned(out, writable=True) as room:
                status = library.sealframe_data_packet_sealer_seal(
                    self._handle, source.address, source.size, room.address,
                    room.size, header, result)
        data = data_of(FrameResult(status, result.size, result.kid), out)
        return (Frame(status, data, result.kid),
                DataPacketHeader(bytes(header.iv), header.key_index))


class DataPacketOpener(Closeable):
    """Opens data packets of a remote participant, which may have no key yet.

    There is no protection against replays: LiveKit numbers packets inside.
    """

    def __init__(self, provider: KeyProvider, participant: str) -> None:
        keys = provider._handle
        super().__init__(Handle(
            "data_packet_opener", _interface.DataPacketOpener, keys,
            participant.encode(), keep=keys.keep))
        self._turn = threading.Lock()

    def open(self, sealed: "ReadableBuffer", header: DataPacketHeader) -> Frame:
        """Returns the packet, or the reason why there is none."""
        if len(header.iv) != _IV_SIZE:
            raise ValueError(f"an IV of {len(header.iv)} bytes: it has {_IV_SIZE}")
        struct = _interface.DataPacketHeader(key_index=header.key_index)
        ctypes.memmove(struct.iv, header.iv, _IV_SIZE)
        result = _interface.FrameResult()
        with self._turn, Pinned(sealed) as source:
            out = bytearray(source.size)
            with Pinned(out, writable=True) as room:
                status = library.sealframe_data_packet_opener_open(
                    self._handle, struct, source.address, source.size, room.address,
                    room.size, result)
        data = data_of(FrameResult(status, result.size, result.kid), out)
        return Frame(status, data, result.kid)
