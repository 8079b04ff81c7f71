# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Sessions and their events."""

import threading
from dataclasses import dataclass
from typing import Any, Callable, List, Optional

from sealframe import _interface
from sealframe._interface import (Direction, EventKind, FrameStatus, Media,
                                  StreamState)
from sealframe._library import Closeable, Handle, check, library
from sealframe._provider import KeyProvider


@dataclass(frozen=True)
class Event:
    """A change that `Session.poll` reports.

    `kid` names the key concerned, if any. `track`, `media`, `direction` and `state`
    are for EventKind.STREAM_STATE, and `reason`, the outcome of most frames, for
    StreamState.STALLED.
    """

    kind: EventKind
    participant: str
    kid: int
    track: str
    media: Media
    direction: Direction
    state: StreamState
    reason: FrameStatus


def _event(event: _interface.Event) -> Event:
    return Event(EventKind(event.kind), (event.participant or b"").decode(),
                 event.kid, (event.track or b"").decode(), Media(event.media),
                 Direction(event.direction), StreamState(event.state),
                 FrameStatus(event.reason))


class Session(Closeable):
    """The streams of one call, over a provider. It has no thread of its own.

    Frames are dropped until `e2ee_enabled` is set to True, or pass in the clear if
    `pass_frame_when_cryptor_not_ready` is set. The provider must have a key, unless
    `allow_no_key` is set for a call whose first key comes later. `wake` is called
    when a stream that had nothing to report has an event. It runs in the stream's
    thread, and must neither block nor call this package. Any thread may call any
    method.
    """

    def __init__(self, provider: KeyProvider, *, e2ee_enabled: bool = False,
                 pass_frame_when_cryptor_not_ready: bool = False,
                 allow_no_key: bool = False,
                 wake: Optional[Callable[[], None]] = None) -> None:
        options = _interface.SessionOptions(
            pass_frame_when_cryptor_not_ready=pass_frame_when_cryptor_not_ready,
            allow_no_key=allow_no_key)
        if wake is not None:
            call = wake
            options.wake = _interface.Wake(lambda _: call())
        keys = provider._handle
        super().__init__(Handle("session", _interface.Session, keys, options,
                                keep=(*keys.keep, options.wake)))
        self._polls = threading.Lock()
        if e2ee_enabled:  # Switched off, frames would pass in the clear.
            self.e2ee_enabled = True

    @property
    def e2ee_enabled(self) -> bool:
        """Whether frames are sealed and opened.

        To set it to False lets frames pass in the clear in both directions.
        """
        return bool(library.sealframe_session_is_e2ee_enabled(self._handle))

    @e2ee_enabled.setter
    def e2ee_enabled(self, enabled: bool) -> None:
        check(library.sealframe_session_set_e2ee_enabled(self._handle, enabled))

    def poll(self) -> List[Event]:
        """Maintains the keys, and returns the events since the last poll.

        Call it a few times a second. It may block while it reserves counters.
        """
        events: List[Event] = []

        def collect(event: Any, _: Any) -> None:
            events.append(_event(event.contents))

        with self._polls:
            check(library.sealframe_session_poll(
                self._handle, _interface.EventCallback(collect), None))
        return events
