#!/usr/bin/env python3
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Both ends of an encrypted call."""

import secrets

from sealframe import (Codec, FrameInfo, FrameStatus, KeyProvider, Media,
                       ReceiveTransform, SendTransform, Session)

# The application agrees on a key, for example with MLS.
KEY = secrets.token_bytes(32)
INFO = FrameInfo(Codec.VP8, is_key_frame=True, ssrc=1234, rtp_timestamp=90_000)


def sender() -> SendTransform:
    """Alice's end: her key seals."""
    keys = KeyProvider("sframe")
    keys.add_local_participant("alice")
    keys.set_key("alice", 0, KEY)
    keys.activate("alice", 0)  # Once the others have the key.
    session = Session(keys, e2ee_enabled=True)
    return SendTransform(session, "alice", media=Media.VIDEO)


def main() -> None:
    """Bob's end opens what Alice seals."""
    with KeyProvider("sframe") as keys:
        keys.set_key("alice", 0, KEY)
        with Session(keys, e2ee_enabled=True) as session, sender() as camera, \
                ReceiveTransform(session, "alice", media=Media.VIDEO) as screen:
            sealed = camera.seal(b"an encoded frame", INFO)
            assert sealed.data is not None
            print(f"sealed: {sealed.status.name}, {len(sealed.data)} bytes")

            changed = sealed.data[:-1] + bytes([sealed.data[-1] ^ 1])
            print(f"changed on the way: {screen.open(changed, INFO).status.name}")

            opened = screen.open(sealed.data, INFO)
            print(f"as it was sent: {opened.status.name}, {opened.data!r}")
            for event in session.poll():
                print(f"event: {event.participant}'s stream is {event.state.name}")
            print(screen.stats().frames_by_status[FrameStatus.OK], "frame opened")


if __name__ == "__main__":
    main()
