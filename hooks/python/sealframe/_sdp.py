# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The negotiation of SFrame in session descriptions."""

import threading
from dataclasses import dataclass
from typing import Any

from sealframe import _interface
from sealframe._interface import SdpDecision
from sealframe._library import Closeable, Handle, check, library, must


@dataclass(frozen=True)
class SdpSection:
    """A media section. Only RTP sections can have SFrame.

    `mid` is empty if it has none. `is_rejected` means that its port is zero, without
    a=bundle-only.
    """

    mid: str
    is_rtp: bool
    is_rejected: bool
    has_sframe: bool


class Sdp(Closeable):
    """An offer or answer, in whose media sections a=sframe negotiates SFrame.

    The text may be hostile, and has up to 4 MiB. Sections count from 0.
    """

    def __init__(self, text: str) -> None:
        super().__init__(Handle("sdp", _interface.Sdp, text.encode()))
        self._turn = threading.Lock()

    def text(self) -> str:
        """Returns the description with all edits."""
        with self._turn:
            text: bytes = library.sealframe_sdp_text(self._handle)
        return text.decode()

    def num_sections(self) -> int:
        """Returns the number of media sections."""
        with self._turn:
            count: int = library.sealframe_sdp_num_sections(self._handle)
        return count

    def section(self, section: int) -> SdpSection:
        """Describes a media section."""
        struct = _interface.SdpSection()
        with self._turn:
            check(library.sealframe_sdp_get_section(self._handle, section, struct))
            mid = struct.mid.decode()
        return SdpSection(mid, bool(struct.is_rtp), bool(struct.is_rejected),
                          bool(struct.has_sframe))

    def add_sframe(self, section: int) -> None:
        """Adds a=sframe to a section that does not have it."""
        self._call(library.sealframe_sdp_add_sframe, section)

    def remove_sframe(self, section: int) -> None:
        """Removes a=sframe from a section."""
        self._call(library.sealframe_sdp_remove_sframe, section)

    def reject_section(self, section: int) -> None:
        """Sets a section's port to zero, and removes it from its BUNDLE groups."""
        self._call(library.sealframe_sdp_reject_section, section)

    def check_payload_types(self) -> None:
        """Fails if sections with and without SFrame share a payload type.

        That counts for the payload types of media encodings in one BUNDLE group.
        """
        self._call(library.sealframe_sdp_check_payload_types)

    def _call(self, function: Any, *arguments: int) -> None:
        with self._turn:
            must(function, self._handle, *arguments)


def sdp_decide(we_want: bool, peer_has: bool) -> SdpDecision:
    """Decides about a section.

    The arguments are whether we want SFrame, and whether the section in the peer's
    description has it.
    """
    decision: SdpDecision = library.sealframe_sdp_decide(we_want, peer_has)
    return decision
