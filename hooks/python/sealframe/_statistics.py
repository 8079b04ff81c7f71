# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Counts of streams and keys."""

from dataclasses import dataclass
from typing import Any, Dict, List

from sealframe import _interface
from sealframe._interface import FrameStatus, Status
from sealframe._library import Handle, check


@dataclass(frozen=True)
class StreamStats:
    """The counts of one stream.

    One frame in 64 is timed; the percentiles are upper bounds, within a factor of
    two. `frames_by_status` has the outcomes that occurred. A held frame counts
    twice: as held, and with its later outcome.
    """

    frames_in: int
    bytes_in: int
    frames_out: int
    bytes_out: int
    frames_measured: int
    latency_p50_ns: int
    latency_p90_ns: int
    latency_p99_ns: int
    latency_p100_ns: int
    frames_by_status: Dict[FrameStatus, int]


@dataclass(frozen=True)
class KeyStats:
    """The counts of one key of a receiving stream."""

    kid: int
    frames_opened: int
    frames_replayed: int


def stream_stats(function: Any, handle: Handle) -> StreamStats:
    """stream_stats returns the counts that a C function copies."""
    struct = _interface.StreamStats()
    check(function(handle, struct))
    values = {name: getattr(struct, name)
              for name in StreamStats.__dataclass_fields__}
    values["frames_by_status"] = {
        FrameStatus(status): count
        for status, count in enumerate(struct.frames_by_status) if count}
    return StreamStats(**values)


def key_stats(function: Any, handle: Handle) -> List[KeyStats]:
    """key_stats returns the counts of each key that has opened a frame."""
    found: List[KeyStats] = []
    struct = _interface.KeyStats()
    while function(handle, len(found), struct) == Status.OK:
        found.append(KeyStats(struct.kid, struct.frames_opened,
                              struct.frames_replayed))
    return found
