# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Keys."""

import ctypes
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Callable, Optional, Union

from sealframe import _interface
from sealframe._buffer import Pinned
from sealframe._interface import KeyKind, KeyMode, Status, Suite
from sealframe._library import Closeable, Error, Handle, library, must

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# Returns the first of `count` counters that were never reserved before for the key
# with this fingerprint: reserve_counters(fingerprint, count).
ReserveCounters = Callable[[bytes, int], int]


@dataclass(frozen=True)
class ProviderOptions:
    """The options of `sealframe_provider_options`, which documents them.

    A field that is 0, None or False has its default. Those that belong to a profile
    are refused in any other. `ratchet_window` is None for the profile's default.
    `reserve_counters` runs in the threads that set keys and poll. If it raises an
    exception, nothing is reserved.
    """

    key_mode: KeyMode = KeyMode.PER_PARTICIPANT
    max_keys_per_participant: int = 0
    ratchet_overlap_ms: int = 0
    counter_reservations_folder: Optional[str] = None
    suite: Suite = Suite.DEFAULT
    ratchet_bits: int = 0
    shared_sender_bits: int = 0
    shared_epoch_bits: int = 0
    shared_context: int = 0
    per_ssrc: bool = False
    key_bits: int = 0
    key_ring_size: int = 0
    ratchet_window: Optional[int] = None
    salt: Optional[bytes] = None
    allow_av1: bool = False
    strip_packet_trailer: bool = False
    failure_tolerance: int = 0
    accept_plain: bool = False
    allow_short_tags: bool = False
    replay_window: int = 0
    cisco_mls: bool = False
    reserve_counters: Optional[ReserveCounters] = None


@dataclass(frozen=True)
class CurrentKey:
    """A key at its present step, for a participant that joins now.

    `repr` leaves the key out.
    """

    key_index: int
    step: int
    kind: KeyKind
    key: bytes = field(repr=False)


def _callback(reserve: ReserveCounters) -> Any:
    """_callback returns `reserve` as the function that the library calls."""

    def run(_: Any, fingerprint: Any, count: int, begin: Any) -> int:
        try:
            first = reserve(bytes(fingerprint[:16]), count)
            begin[0] = _interface.number(ctypes.c_uint64, first).value
        except BaseException:  # pylint: disable=broad-except
            return Status.UNAVAILABLE
        return Status.OK

    return _interface.ReserveCounters(run)


def options_struct(profile: str,
                   options: ProviderOptions) -> _interface.ProviderOptions:
    """options_struct returns the C struct. It refers to `options`, and copies nothing."""
    struct = _interface.ProviderOptions(profile=profile.encode())
    for option in fields(options):
        value = getattr(options, option.name)
        if option.name == "reserve_counters":
            value = value and _callback(value)
        elif option.name == "ratchet_window" and value is not None:
            struct.has_ratchet_window = 1
        elif option.name == "salt" and value is not None:
            struct.salt_size = len(value)
            value = ctypes.cast(ctypes.c_char_p(value), ctypes.c_void_p)
        elif isinstance(value, str):
            value = value.encode()
        if value is not None:
            setattr(struct, option.name, value)
    return struct


def _number(value: Optional[int]) -> Any:
    return None if value is None else _interface.number(ctypes.c_uint64, value)


def _bytes(text: Union[str, "ReadableBuffer"]) -> "ReadableBuffer":
    return text.encode() if isinstance(text, str) else text


class KeyProvider(Closeable):
    """The keys of all participants, for both directions of a session.

    `profile` is the frame format that all participants agree on, such as "sframe" or
    "livekit". Any thread may call any method. Keys are bytes-like objects; the
    provider keeps a copy of its own, which it wipes.
    """

    def __init__(self, profile: str,
                 options: ProviderOptions = ProviderOptions()) -> None:
        struct = options_struct(profile, options)
        super().__init__(Handle("provider", _interface.Provider, struct,
                                keep=(struct.reserve_counters,)))

    def add_local_participant(self, participant: str,
                              sender_number: Optional[int] = None) -> None:
        """Adds a participant of this end, whose keys seal.

        A shared key of sframe needs a sender number, which belongs to one
        participant for ever.
        """
        must(library.sealframe_provider_add_local_participant, self._handle,
             participant.encode(), _number(sender_number))

    def add_remote_participant(self, participant: str,
                               sender_number: Optional[int] = None) -> None:
        """Adds a participant of another end, whose keys open."""
        must(library.sealframe_provider_add_remote_participant, self._handle,
             participant.encode(), _number(sender_number))

    def remove_participant(self, participant: str) -> None:
        """Removes a participant and its keys."""
        must(library.sealframe_provider_remove_participant, self._handle,
             participant.encode())

    def add_ssrc(self, participant: str, ssrc: int) -> None:
        """Derives keys for an SSRC. Requires the option `per_ssrc`."""
        must(library.sealframe_provider_add_ssrc, self._handle,
             participant.encode(), ssrc)

    def set_key(self, participant: str, key_index: int, key: "ReadableBuffer", *,
                step: int = 0) -> None:
        """Adds a key from which the profile derives its AEAD keys.

        Nothing is sealed with it before it is activated.
        """
        self._set("key", participant, key_index, key, step)

    def set_passphrase(self, participant: str, key_index: int,
                       passphrase: Union[str, "ReadableBuffer"], *,
                       step: int = 0) -> None:
        """Adds a key made from a text. Slow by design."""
        self._set("passphrase", participant, key_index, _bytes(passphrase), step)

    def set_aead_key(self, participant: str, key_index: int,
                     key: "ReadableBuffer", *, step: int = 0) -> None:
        """Adds the AEAD key itself, which does not ratchet."""
        self._set("aead_key", participant, key_index, key, step)

    def _set(self, kind: str, participant: str, key_index: int,
             key: "ReadableBuffer", step: int) -> None:
        with Pinned(key) as pinned:
            must(getattr(library, f"sealframe_provider_set_{kind}"), self._handle,
                 participant.encode(), key_index, step, pinned.address, pinned.size)

    def set_shared_key(self, key_index: int, key: "ReadableBuffer") -> None:
        """Adds a key of the whole meeting. Requires KeyMode.SHARED."""
        self._set_shared("key", key_index, key)

    def set_shared_passphrase(self, key_index: int,
                              passphrase: Union[str, "ReadableBuffer"]) -> None:
        """Adds a key of the whole meeting, made from a text."""
        self._set_shared("passphrase", key_index, _bytes(passphrase))

    def set_shared_aead_key(self, key_index: int, key: "ReadableBuffer") -> None:
        """Adds an AEAD key of the whole meeting, which does not ratchet."""
        self._set_shared("aead_key", key_index, key)

    def _set_shared(self, kind: str, key_index: int, key: "ReadableBuffer") -> None:
        with Pinned(key) as pinned:
            must(getattr(library, f"sealframe_provider_set_shared_{kind}"),
                 self._handle, key_index, pinned.address, pinned.size)

    def activate(self, participant: str, key_index: int) -> None:
        """Seals with this key from the participant's next frame on.

        Call it once the others have the key.
        """
        must(library.sealframe_provider_activate, self._handle,
             participant.encode(), key_index)

    def retire(self, participant: str, key_index: int, overlap_ms: int = 0) -> None:
        """Removes an opening key after `overlap_ms`, and a sealing key at once."""
        must(library.sealframe_provider_retire, self._handle,
             participant.encode(), key_index, overlap_ms)

    def retire_shared_key(self, key_index: int, overlap_ms: int = 0) -> None:
        """Removes a shared key in the same way, for all participants."""
        must(library.sealframe_provider_retire_shared_key, self._handle,
             key_index, overlap_ms)

    def ratchet(self, participant: str) -> None:
        """Moves the participant's active key on by one step. Receivers follow."""
        must(library.sealframe_provider_ratchet, self._handle, participant.encode())

    def set_server_trailer(self, trailer: "ReadableBuffer") -> None:
        """Sets the suffix of frames that a LiveKit server injects."""
        with Pinned(trailer) as pinned:
            must(library.sealframe_provider_set_server_trailer, self._handle,
                 pinned.address, pinned.size)

    def set_dave_passthrough(self, sends_plain: bool, accepts_plain: bool) -> None:
        """Lets plain frames pass, for calls that change to DAVE or away from it."""
        must(library.sealframe_provider_set_dave_passthrough, self._handle,
             sends_plain, accepts_plain)

    def current_key(self, participant: str) -> CurrentKey:
        """Returns the participant's active key, for one that joins now.

        Python cannot wipe it: do not keep it.
        """
        current, name = _interface.CurrentKey(), participant.encode()
        key = ctypes.create_string_buffer(0)
        while True:
            try:
                must(library.sealframe_provider_current_key, self._handle, name, current,
                     key, len(key))
                break
            except Error as error:
                # Another thread may activate a longer key meanwhile: ask again.
                if error.status != Status.BUFFER_TOO_SMALL:
                    raise
                key = ctypes.create_string_buffer(current.key_size)
        found = key.raw[:current.key_size]
        ctypes.memset(key, 0, len(key))
        return CurrentKey(current.key_index, current.step, KeyKind(current.kind),
                          found)
