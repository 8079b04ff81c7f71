# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The structure of sealed frames, for people to read."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Optional

from sealframe import _interface
from sealframe._buffer import Pinned
from sealframe._frame import DEFAULT_INFO, FrameInfo, to_struct
from sealframe._interface import Media
from sealframe._library import library, must

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


@dataclass(frozen=True)
class Inspection:
    """The fields of a sealed frame and the sizes of its parts.

    Nothing here is authenticated: show it to people, never act on it.
    """

    profile: str
    kid: int
    counter: int
    header_size: int
    clear_size: int
    ciphertext_size: int
    tag_size: int
    nonce_size: int
    ranges_size: int
    trailer_size: int


def inspect(frame: "ReadableBuffer", media: Media, profile: Optional[str] = None,
            info: FrameInfo = DEFAULT_INFO) -> Inspection:
    """Parses a frame of a profile, or of the likeliest profile if it is None."""
    struct = _interface.Inspection()
    with Pinned(frame) as pinned:
        must(library.sealframe_inspect, profile and profile.encode(), media,
             to_struct(info), pinned.address, pinned.size, struct)
    values = {field.name: getattr(struct, field.name)
              for field in fields(Inspection)}
    values["profile"] = struct.profile.decode()
    return Inspection(**values)
