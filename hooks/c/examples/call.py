#!/usr/bin/env python3
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Both ends of an encrypted call, as in call.c, from Python with ctypes.

    call.py LIBRARY      the path of libsealframe.so.1
"""

import ctypes
import sys
from ctypes import POINTER, byref, c_char, c_char_p, c_int, c_size_t
from ctypes import c_uint32, c_uint64, c_void_p

# In a call the application agrees on a key, for example with MLS.
KEY = bytes(range(32))
OK, NOT_AUTHENTIC = 0, 8
VIDEO = 1


class Struct(ctypes.Structure):
    """A struct of the interface with its size set, and zero by default."""

    def __init__(self, **fields):
        super().__init__(struct_size=ctypes.sizeof(self), **fields)


class Error(Struct):
    _fields_ = [("struct_size", c_size_t), ("message", c_char * 256)]


# A program may declare only the first fields of a struct.


class ProviderOptions(Struct):
    _fields_ = [("struct_size", c_size_t), ("profile", c_char_p)]


class StreamConfig(Struct):
    _fields_ = [("struct_size", c_size_t), ("participant", c_char_p),
                ("track", c_char_p), ("media", c_int),
                ("hold_max_frames", c_uint32)]


class FrameResult(Struct):
    _fields_ = [("struct_size", c_size_t), ("size", c_size_t),
                ("kid", c_uint64)]


def load(path):
    """load returns the library with the argument types of its functions."""
    library = ctypes.CDLL(path)
    for name, types in (
        ("provider_create", [c_void_p] * 3),
        ("provider_destroy", [c_void_p]),
        ("provider_add_local_participant",
         [c_void_p, c_char_p, POINTER(c_uint64), c_void_p]),
        ("provider_set_key", [c_void_p, c_char_p, c_uint64, c_uint64, c_char_p,
                              c_size_t, c_void_p]),
        ("provider_activate", [c_void_p, c_char_p, c_uint64, c_void_p]),
        ("session_create", [c_void_p] * 4),
        ("session_set_e2ee_enabled", [c_void_p, c_uint32]),
        ("session_destroy", [c_void_p]),
        ("send_transform_create", [c_void_p] * 4),
        ("send_transform_destroy", [c_void_p]),
        ("send_transform_seal", [c_void_p, c_void_p, c_char_p, c_size_t,
                                 c_void_p, c_size_t, c_void_p]),
        ("send_transform_max_sealed_size", [c_void_p, c_size_t]),
        ("receive_transform_create", [c_void_p] * 4),
        ("receive_transform_destroy", [c_void_p]),
        ("receive_transform_open", [c_void_p, c_void_p, c_char_p, c_size_t,
                                    c_void_p, c_size_t, c_void_p]),
    ):
        getattr(library, "sealframe_" + name).argtypes = types
    library.sealframe_send_transform_max_sealed_size.restype = c_size_t
    return library


class Call:
    """The library's functions. Errors are raised as exceptions."""

    def __init__(self, path):
        self.functions = load(path)

    def must(self, name, *arguments):
        error = Error()
        function = getattr(self.functions, "sealframe_" + name)
        if function(*arguments, byref(error)) != OK:
            raise RuntimeError(error.message.decode())

    def new(self, kind, *arguments):
        handle = c_void_p()
        self.must(kind + "_create", *arguments, byref(handle))
        return handle

    def end(self, is_alice):
        provider = self.new("provider", byref(ProviderOptions(profile=b"sframe")))
        if is_alice:
            self.must("provider_add_local_participant", provider, b"alice", None)
        self.must("provider_set_key", provider, b"alice", 0, 0, KEY, len(KEY))
        if is_alice:
            self.must("provider_activate", provider, b"alice", 0)
        session = self.new("session", provider, None)
        self.functions.sealframe_session_set_e2ee_enabled(session, 1)
        kind = "send_transform" if is_alice else "receive_transform"
        config = StreamConfig(participant=b"alice", media=VIDEO)
        transform = self.new(kind, session, byref(config))
        # A transform outlives its session and provider.
        self.functions.sealframe_session_destroy(session)
        self.functions.sealframe_provider_destroy(provider)
        return transform

    def run(self, function, transform, frame, capacity):
        out, result = ctypes.create_string_buffer(capacity), FrameResult()
        status = function(transform, None, frame, len(frame), out, capacity,
                          byref(result))
        return status, out.raw[:result.size]


def main(path):
    call = Call(path)
    sender, receiver = call.end(True), call.end(False)
    seal = call.functions.sealframe_send_transform_seal
    open_ = call.functions.sealframe_receive_transform_open
    frame = b"an encoded frame"
    room = call.functions.sealframe_send_transform_max_sealed_size(
        sender, len(frame))

    status, sealed = call.run(seal, sender, frame, room)
    assert status == OK and frame not in sealed
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    assert call.run(open_, receiver, changed, room) == (NOT_AUTHENTIC, b"")
    assert call.run(open_, receiver, sealed, room) == (OK, frame)
    call.functions.sealframe_send_transform_destroy(sender)
    call.functions.sealframe_receive_transform_destroy(receiver)
    print("sealed, opened, and refused when changed")


if __name__ == "__main__":
    main(sys.argv[1])
