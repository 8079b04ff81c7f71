# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Sealed frames of the profile sframe in RTP payloads."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Dict, List, Optional

from sealframe import _interface
from sealframe._buffer import Pinned
from sealframe._interface import (DropReason, FrameStatus, InsertResult,
                                  PayloadOrigin)
from sealframe._library import Closeable, Handle, check, library

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


@dataclass(frozen=True)
class Payload:
    """One RTP payload. `marker` is the RTP header's M bit."""

    data: bytes
    marker: bool
    is_first: bool
    is_last: bool


class Packetizer(Closeable):
    """Splits sealed frames into payloads of at most `max_payload_size` bytes."""

    def __init__(self, max_payload_size: int) -> None:
        super().__init__(Handle("packetizer", _interface.Packetizer,
                                max_payload_size))
        self._max_payload_size = max_payload_size
        self._turn = threading.Lock()

    def payloads(self, sealed: "ReadableBuffer",
                 origin: PayloadOrigin = PayloadOrigin.RAW, *,
                 marker: bool) -> List[Payload]:
        """Returns the payloads of a sealed frame: none if it is empty.

        `marker` is the M bit of its last packet.
        """
        found: List[Payload] = []
        struct = _interface.Payload()
        with self._turn, Pinned(sealed) as source:
            # At most the whole frame behind its descriptor.
            out = bytearray(min(self._max_payload_size, source.size + 1))
            with Pinned(out, writable=True) as room:
                library.sealframe_packetizer_start(
                    self._handle, source.address, source.size, origin, marker)
                while library.sealframe_packetizer_next(
                        self._handle, room.address, room.size, struct) == FrameStatus.OK:
                    found.append(Payload(
                        bytes(memoryview(out)[:struct.size]), bool(struct.marker),
                        bool(struct.is_first), bool(struct.is_last)))
        return found


@dataclass(frozen=True)
class RtpPacket:
    """The parts of an RTP packet that a Depacketizer needs.

    `payload` has no padding. `received_ms` is by any monotonic clock.
    """

    payload: "ReadableBuffer"
    received_ms: int
    sequence_number: int
    timestamp: int
    payload_type: int
    marker: bool


@dataclass(frozen=True)
class DepacketizedFrame:
    """A sealed frame. Its sequence numbers are extended, so they never wrap."""

    data: bytes
    first_sequence: int
    last_sequence: int
    timestamp: int
    payload_type: int
    marker: bool
    origin: PayloadOrigin


@dataclass(frozen=True)
class DepacketizerStats:
    """The counts of one Depacketizer.

    `packets_delivered` were in frames that were taken. `packets_dropped` has the
    reasons that occurred.
    """

    packets_received: int
    packets_delivered: int
    frames_delivered: int
    packets_dropped: Dict[DropReason, int]


class Depacketizer(Closeable):
    """Reassembles sealed frames from the RTP packets of one SSRC.

    It has memory for all packets that it can hold. An argument that is 0 has its
    default.
    """

    def __init__(self, *, max_packets: int = 0, max_payload_size: int = 0,
                 timeout_ms: int = 0) -> None:
        options = _interface.DepacketizerOptions(
            max_packets=max_packets, max_payload_size=max_payload_size,
            timeout_ms=timeout_ms)
        super().__init__(Handle("depacketizer", _interface.Depacketizer, options))
        self._turn = threading.Lock()

    def insert(self, packet: RtpPacket) -> InsertResult:
        """Copies a packet, and returns whether it made a frame ready."""
        with self._turn, Pinned(packet.payload) as pinned:
            result: InsertResult = library.sealframe_depacketizer_insert(
                self._handle, _interface.RtpPacket(
                    payload=pinned.address, payload_size=pinned.size,
                    received_ms=packet.received_ms,
                    sequence_number=packet.sequence_number,
                    timestamp=packet.timestamp, payload_type=packet.payload_type,
                    marker=packet.marker))
        return result

    def next(self) -> Optional[DepacketizedFrame]:
        """Removes the sealed frame that became ready first, if there is one."""
        struct = _interface.DepacketizedFrame()
        with self._turn:
            handle = self._handle
            out = bytearray(library.sealframe_depacketizer_next_size(handle))
            with Pinned(out, writable=True) as room:
                status = library.sealframe_depacketizer_next(
                    handle, room.address, room.size, struct)
        if status != FrameStatus.OK:
            return None
        return DepacketizedFrame(
            bytes(out), struct.first_sequence, struct.last_sequence, struct.timestamp,
            struct.payload_type, bool(struct.marker), PayloadOrigin(struct.origin))

    def stats(self) -> DepacketizerStats:
        """Returns the counts."""
        struct = _interface.DepacketizerStats()
        with self._turn:
            check(library.sealframe_depacketizer_get_stats(self._handle, struct))
        dropped = {DropReason(reason): count
                   for reason, count in enumerate(struct.packets_dropped) if count}
        return DepacketizerStats(struct.packets_received, struct.packets_delivered,
                                 struct.frames_delivered, dropped)
