# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Prints livekit_av1.txt. Written from docs/formats.md alone, over Python's cryptography:

    python3 tests/vectors/livekit_av1.py > tests/vectors/livekit_av1.txt
"""

import hashlib

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

INTRODUCTION = '''\
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# AV1 of livekit with `allow_av1`. `aes_key` is the AEAD key. Sealing `plaintext` with
# `iv` gives `frame`, which opens to `opened`. `received` is the frame as a
# depacketizer delivers it that puts a temporal delimiter in front and a size into
# each OBU. It opens to the same with a size in the last OBU.
# Source: livekit_av1.py, an independent implementation of docs/formats.md.
'''

KEY = bytes(range(16))
DROPPED = (2, 8, 15)
FRAME_HEADERS = (3, 6)
FRAMES = (
    "3203112233",
    "12000a0b00000024c4ffdf0068022a32071022334455667788"[:-2],
    "12000a03aabbcc3601031122333001",
    "1a0312ab342205a1a2a3a4a52203b1b2b3",
    "32" + "8001" + "10" + "5a" * 127,
    "12007a0200000a01cc32" + "6a" + "10" + "c3" * 105,
)


def leb128(number):
    encoded = b""
    while number >= 0x80:
        encoded += bytes([number & 0x7f | 0x80])
        number >>= 7
    return encoded + bytes([number])


def units(frame):
    """units returns the header and the payload of each OBU that travels over RTP."""
    found, at = [], 0
    while at < len(frame):
        first, size = frame[at], None
        header = frame[at:at + (2 if first & 4 else 1)]
        at += len(header)
        if first & 2:
            size = shift = 0
            while True:
                byte = frame[at]
                at += 1
                size |= (byte & 0x7f) << shift
                shift += 7
                if byte < 0x80:
                    break
        end = len(frame) if size is None else at + size
        assert end <= len(frame)
        if first >> 3 & 15 not in DROPPED:
            found.append((bytes([first | 2]) + header[1:], frame[at:end]))
        at = end
    return found


def ends_sized(frame):
    """ends_sized returns whether the last OBU of a well-formed frame has a size."""
    try:
        return joined(units(frame + b"\x12\x00"), True) == joined(units(frame), True)
    except AssertionError:
        return False


def joined(parts, sized):
    """joined returns the frame of `parts`, with a size in the last one if `sized`."""
    text = b""
    for number, (header, payload) in enumerate(parts):
        if sized or number + 1 < len(parts):
            text += header + leb128(len(payload)) + payload
        else:
            text += bytes([header[0] & ~2]) + header[1:] + payload
    return text


def seal(frame, iv, key_index):
    parts = units(frame)
    grown = parts[:-1] + [(parts[-1][0], parts[-1][1] + bytes(30))]
    clear, secret, shown = b"", b"", []
    for (header, payload), (_, plain) in zip(grown, parts):
        first = 1 if header[0] >> 3 & 15 in FRAME_HEADERS else 0
        clear += header + leb128(len(payload)) + payload[:first]
        secret += plain[first:]
        shown.append(first)
    body = AESGCM(KEY).encrypt(iv, secret, clear) + iv + bytes([12, key_index])
    sealed = []
    for (header, payload), first in zip(grown, shown):
        size = len(payload) - first
        sealed.append((header, payload[:first] + body[:size]))
        body = body[size:]
    assert not body
    return sealed


def main():
    print(INTRODUCTION, end="")
    for number, plaintext in enumerate(map(bytes.fromhex, FRAMES)):
        iv = hashlib.sha256(bytes([number])).digest()[:12]
        sealed = seal(plaintext, iv, number)
        sized = ends_sized(plaintext)
        print(f"\naes_key = {KEY.hex()}\niv = {iv.hex()}\nkey_index = {number}\n"
              f"plaintext = {plaintext.hex()}\nframe = {joined(sealed, sized).hex()}\n"
              f"received = 1200{joined(sealed, True).hex()}\n"
              f"opened = {joined(units(plaintext), sized).hex()}")


if __name__ == "__main__":
    main()
