# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Why a frame does not open."""

import ctypes
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, List, Sequence

from sealframe import _interface
from sealframe._buffer import Pinned
from sealframe._frame import DEFAULT_INFO, FrameInfo, to_struct
from sealframe._interface import FailureReason, FrameStatus, KeyKind, Media
from sealframe._library import library, must
from sealframe._provider import ProviderOptions, options_struct

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


@dataclass(frozen=True)
class DiagnosisKey:
    """A key for `diagnose`. `repr` leaves the key out.

    `participant` is whose key it is, for the explanation, and `step` the ratchet
    step that it is at. `any_key_index` means that frames may name another index.
    """

    participant: str
    key_index: int
    key: "ReadableBuffer" = field(repr=False)
    kind: KeyKind = KeyKind.BYTES
    step: int = 0
    any_key_index: bool = False


@dataclass(frozen=True)
class Diagnosis:
    """Why a frame does not open.

    `status` is the result of opening the frame as given. `reasons` together explain
    the failure, and `reason` is the first of them. If nothing is proved, `possible`
    has the possible reasons, the likeliest first. `opened_size` is the size of the
    frame if it opens. `explanation` is a sentence with the remedy.
    """

    status: FrameStatus
    reason: FailureReason
    reasons: List[FailureReason]
    possible: List[FailureReason]
    opened_size: int
    explanation: str


def diagnose(frame: "ReadableBuffer", media: Media, profile: str,
             keys: Sequence[DiagnosisKey], info: FrameInfo = DEFAULT_INFO,
             options: ProviderOptions = ProviderOptions()) -> Diagnosis:
    """Finds the reason why a received frame does not open.

    The receiver's key is the first of `keys`; the others are of participants that
    may have sent the frame. It takes up to some seconds: never call it for each
    frame.
    """
    struct = _interface.Diagnosis()
    with ExitStack() as pins:
        pinned = pins.enter_context(Pinned(frame))
        pointers = (ctypes.POINTER(_interface.DiagnosisKey) * len(keys))(
            *(ctypes.pointer(_key(key, pins)) for key in keys))
        must(library.sealframe_diagnose, options_struct(profile, options), pointers,
             len(keys), media, to_struct(info), pinned.address, pinned.size, struct)
    return Diagnosis(
        FrameStatus(struct.status), FailureReason(struct.reason),
        [FailureReason(one) for one in struct.reasons[:struct.num_reasons]],
        [FailureReason(one) for one in struct.possible[:struct.num_possible]],
        struct.opened_size, struct.explanation.decode(errors="replace"))


def _key(key: DiagnosisKey, pins: ExitStack) -> _interface.DiagnosisKey:
    """_key returns the C struct, which is valid as long as `pins`."""
    pinned = pins.enter_context(Pinned(key.key))
    return _interface.DiagnosisKey(
        participant=key.participant.encode(), key_index=key.key_index, step=key.step,
        key=pinned.address, key_size=pinned.size, kind=key.kind,
        any_key_index=key.any_key_index)
