#!/usr/bin/env python3
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A video call with aiortc, whose frames are sealed between codec and packets."""

# Some versions of aiortc have types, others have none. Both call these methods.
# mypy: disable-error-code="attr-defined, misc, override"

import asyncio
import secrets
from typing import Any, List

from aiortc import RTCPeerConnection, VideoStreamTrack, rtcrtpreceiver, rtcrtpsender
from aiortc.codecs.vpx import Vp8Decoder, Vp8Encoder

from sealframe import KeyProvider, Media, ReceiveTransform, SendTransform, Session


class SealingEncoder(Vp8Encoder):
    """Seals each frame between the encoder and the packetizer."""

    def __init__(self, camera: SendTransform) -> None:
        super().__init__()
        self._camera = camera

    def _packetize(self, buffer: bytes, picture_id: int) -> List[bytes]:
        sealed = self._camera.seal(buffer)
        if sealed.data is None:  # Dropped: nothing leaves in the clear.
            return []
        return list(super()._packetize(sealed.data, picture_id))


class OpeningDecoder(Vp8Decoder):
    """Opens each frame between the depacketizer and the decoder."""

    def __init__(self, screen: ReceiveTransform) -> None:
        super().__init__()
        self._screen = screen

    def decode(self, encoded_frame: Any) -> List[Any]:
        opened = self._screen.open(encoded_frame.data)
        if opened.data is None:
            return []
        encoded_frame.data = opened.data
        return list(super().decode(encoded_frame))


def use(camera: SendTransform, screen: ReceiveTransform) -> None:
    """Makes aiortc seal what this process sends and open what it receives."""
    rtcrtpsender.get_encoder = lambda codec: SealingEncoder(camera)
    rtcrtpreceiver.get_decoder = lambda codec: OpeningDecoder(screen)


async def connect(alice: RTCPeerConnection, bob: RTCPeerConnection) -> Any:
    """Connects Alice, who sends, with Bob, and returns his track of her video."""
    tracks: "asyncio.Queue[Any]" = asyncio.Queue()
    bob.on("track", tracks.put_nowait)
    alice.addTrack(VideoStreamTrack())
    await alice.setLocalDescription(await alice.createOffer())
    await bob.setRemoteDescription(alice.localDescription)
    await bob.setLocalDescription(await bob.createAnswer())
    await alice.setRemoteDescription(bob.localDescription)
    return await tracks.get()


def keys_of(key: bytes, sends: bool) -> KeyProvider:
    """Returns the keys of an end that sends as alice, or receives from her."""
    keys = KeyProvider("sframe")
    if sends:
        keys.add_local_participant("alice")
    keys.set_key("alice", 0, key)
    if sends:
        keys.activate("alice", 0)
    return keys


async def main() -> None:
    """Alice sends video, and Bob, who has her key, shows 30 frames of it."""
    key = secrets.token_bytes(32)
    sending = Session(keys_of(key, sends=True), e2ee_enabled=True)
    receiving = Session(keys_of(key, sends=False), e2ee_enabled=True)
    screen = ReceiveTransform(receiving, "alice", media=Media.VIDEO)
    use(SendTransform(sending, "alice", media=Media.VIDEO), screen)
    alice, bob = RTCPeerConnection(), RTCPeerConnection()
    video = await connect(alice, bob)
    for _ in range(30):
        await video.recv()
    await asyncio.gather(alice.close(), bob.close())
    print(receiving.poll()[-1].state.name, "after 30 frames")


if __name__ == "__main__":
    asyncio.run(main())
