#!/usr/bin/env -S python3 -B
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the corpora of fuzzers whose inputs are not frames: make_corpus.py

It replaces files in the folder `corpus` beside it. The other corpora hold frames: those
that make_frames.cc writes, and others of the engine and the products, with what a defect
once needed.
"""

import os

HERE = os.path.dirname(os.path.abspath(__file__))

PROFILES = ("sframe", "livekit", "videosdk", "jframe", "dave", "getstream")

# Calls of c_interface_fuzz.cc.
(SET_ALICE, SET_BOB, ACTIVATE, RATCHET, RETIRE, REJOIN, ADVANCE, POLL, CURRENT, REMAKE,
 OPEN_HELD, ALTER, CUT, SHORT_OPEN, SHORT_SEAL, OPEN, FORK, SEAL) = range(18)
SEAL_BATCH, OPEN_BATCH, RETIRE_ALICE, REJOIN_ALICE, OTHER_ALICE = range(20, 25)

STORIES = {
    "one_frame": [(SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL, 40), (OPEN, 0)],
    "replay_on_another_stream": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL, 40), (OPEN, 0), (OPEN, 1),
        (OPEN, 2)],
    "reorder": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), *((SEAL, n) for n in range(9)),
        *((OPEN, 3 * n) for n in (4, 2, 8, 0, 6, 1, 3, 7, 5, 4))],
    "late_key": [
        (SET_ALICE, 1), (ACTIVATE, 1), (SEAL, 30), (SEAL, 31), (OPEN, 3), (OPEN, 0),
        (ADVANCE, 75), (SET_BOB, 1), (OPEN_HELD, 0), (OPEN_HELD, 0), (OPEN_HELD, 1), (POLL, 1)],
    "late_key_expires": [
        (SET_ALICE, 1), (ACTIVATE, 1), (SEAL, 30), (OPEN, 0), (ADVANCE, 150), (POLL, 1),
        (SET_BOB, 1), (OPEN_HELD, 0), (OPEN, 0)],
    "second_key_comes_first": [
        *(((SET_ALICE, n), (ACTIVATE, n), (SEAL, 30), (OPEN, 0)) for n in (1, 2, 1)),
        (SET_BOB, 2), (OPEN_HELD, 0), (OPEN_HELD, 0), (SET_BOB, 1), *[(OPEN_HELD, 0)] * 3],
    # A frame of H.264 in place, with key index 12 and key 0 there.
    "held_in_place": [
        (SET_ALICE, 3), (ACTIVATE, 3), (SET_BOB, 0), (SEAL, 33), (OPEN, 192), (SET_BOB, 3),
        (OPEN_HELD, 0), (SEAL, 33), (OPEN, 192), (OPEN, 192), (OPEN, 0)],
    "rotate": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL, 9), (OPEN, 0), (SET_ALICE, 1),
        (SET_BOB, 1), (ACTIVATE, 1), (SEAL, 9), (OPEN, 0), (RETIRE, 0), (POLL, 1),
        (OPEN, 3), (ADVANCE, 30), (POLL, 1), (OPEN, 3)],
    "ratchet": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL, 9), (OPEN, 0), (RATCHET, 0),
        (SEAL, 9), (OPEN, 0), (POLL, 1), (RATCHET, 0), (RATCHET, 0), (SEAL, 9), (OPEN, 0),
        (POLL, 0), (POLL, 1)],
    "ratchet_far": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0),
        *[(RATCHET, 0), (SEAL, 9), (OPEN, 0), (POLL, 1)] * 12],
    "retired_key": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL, 9), (SEAL, 9), (SEAL, 9), (OPEN, 0),
        (RETIRE, 40), (POLL, 1), (OPEN, 3), (ADVANCE, 5), (POLL, 1), (OPEN, 6), (OPEN_HELD, 0)],
    # The receiver removes earlier steps after 10 seconds.
    "earlier_steps": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL, 9), (SEAL, 9), (RATCHET, 0),
        *[(SEAL, 9)] * 3, (OPEN, 0), (POLL, 1), (OPEN, 9), *[(ADVANCE, 199)] * 6, (POLL, 1),
        (OPEN, 12), (OPEN, 3), (RATCHET, 0), (SEAL, 9), (OPEN, 0)],
    "one_key_of_two_ratchets": [
        *(((SET_ALICE, n), (SET_BOB, n)) for n in range(2)), (ACTIVATE, 1), (SEAL, 9), (SEAL, 9),
        (OPEN, 0), (ACTIVATE, 0), (RATCHET, 0), (SEAL, 9), (OPEN, 0), (POLL, 1),
        *[(ADVANCE, 199)] * 6, (POLL, 1), (OPEN, 6)],
    "two_keys_ratchet": [
        *(((SET_ALICE, n), (SET_BOB, n), (ACTIVATE, n), (RATCHET, 0), (RATCHET, 0), (SEAL, 9),
           (OPEN, 0)) for n in range(2)), (POLL, 1), (RATCHET, 0), (RATCHET, 0), (SEAL, 9),
        (OPEN, 0), (ACTIVATE, 0), (RATCHET, 0), (RATCHET, 0), (SEAL, 9), (OPEN, 0)],
    # Frames that opened with keys that were removed are still replays.
    "keys_set_again": [
        *(((SET_ALICE, n), (ACTIVATE, n), (SET_BOB, n), (SEAL, 9), (OPEN, 0), (RETIRE, n),
           (ADVANCE, 1), (POLL, 1)) for n in range(4)),
        *(((SET_BOB, n), (OPEN, 10 - 3 * n)) for n in range(4))],
    "rejoin": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL, 9), (OPEN, 0), (REJOIN, 0),
        (OPEN, 0), (SET_BOB, 0), (OPEN, 0), (SEAL, 9), (OPEN, 0), (REMAKE, 0), (OPEN, 0)],
    "hostile": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), *((SEAL, 20 + n) for n in range(4)),
        *((ALTER, n) for n in range(12)), *((CUT, n) for n in range(12)),
        *((SHORT_OPEN, n) for n in range(12)), (SHORT_SEAL, 5), (SHORT_SEAL, 255),
        (OPEN, 0), (OPEN, 3), (OPEN, 6), (OPEN, 9)],
    "sender_sets_key_again": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL, 40), (OPEN, 0), (RETIRE_ALICE, 0),
        (SEAL, 40), (ACTIVATE, 0), (SET_ALICE, 0), (ACTIVATE, 0), (SEAL, 40), (OPEN, 0),
        (SEAL_BATCH, 6), (OPEN_BATCH, 7)],
    "sender_leaves": [
        (SET_ALICE, 1), (ACTIVATE, 1), (SET_BOB, 1), (SEAL, 42), (OPEN, 0), (REJOIN_ALICE, 40),
        (SEAL, 42), (SET_ALICE, 1), (ACTIVATE, 1), (SEAL, 42), (OPEN, 0), (OPEN, 3),
        (REJOIN_ALICE, 7), (SET_ALICE, 1), (ACTIVATE, 1), (SEAL, 42), (OPEN, 0)],
    "two_senders": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL, 40), (OTHER_ALICE, 1), (SEAL, 40),
        (SET_ALICE, 0), (ACTIVATE, 0), (SEAL, 40), (OTHER_ALICE, 0), (SEAL, 40), (OPEN, 0),
        (OPEN, 3), (OPEN, 6), (OPEN, 9), (RETIRE_ALICE, 0), (SET_ALICE, 0), (ACTIVATE, 0),
        (SEAL, 40), (OPEN, 0)],
    "two_senders_ratchet": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (RATCHET, 0), (SEAL, 40), (OTHER_ALICE, 1),
        (SET_ALICE, 0), (ACTIVATE, 0), (SEAL, 40), (RATCHET, 0), (SEAL, 40), (RETIRE_ALICE, 0),
        (SET_ALICE, 0), (ACTIVATE, 0), (SEAL, 40), (RATCHET, 0), (SEAL, 40), (OPEN, 0),
        (OPEN, 3), (POLL, 1), (OPEN, 6), (OPEN, 9), (OPEN, 12)],
    "replays_after_all": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL, 41), (OPEN, 1), (REJOIN, 0),
        (SET_BOB, 0), (OPEN, 1), (RETIRE, 0), (POLL, 1), (SET_BOB, 0), (OPEN, 1),
        (ADVANCE, 255), (REMAKE, 1), (OPEN, 1), (ADVANCE, 199), (POLL, 1), (OPEN, 1),
        (REJOIN, 8), (OPEN, 1), (SET_BOB, 0), (OPEN, 1)],
    "fork": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL, 9), (FORK, 0), (OPEN, 0), (SEAL, 9),
        (OPEN, 0), (SHORT_SEAL, 200), (RATCHET, 0), (SEAL, 9), (OPEN, 0), (ACTIVATE, 0),
        (SEAL, 9), (SET_ALICE, 1), (ACTIVATE, 1), (SEAL, 9), (SET_BOB, 1), (OPEN, 0)],
    "batches": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SEAL_BATCH, 9), (OPEN_BATCH, 9),
        (OPEN_BATCH, 4), (SEAL_BATCH, 16), (SEAL, 33), (OPEN_BATCH, 6), (OPEN_BATCH, 19),
        (SEAL_BATCH, 0), (OPEN_BATCH, 0)],
    "batches_and_changed_keys": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SEAL_BATCH, 6), (OPEN_BATCH, 6), (SET_BOB, 0),
        (OPEN_HELD, 0), (OPEN_BATCH, 3), (SET_ALICE, 1), (ACTIVATE, 1), (SEAL_BATCH, 9),
        (OPEN_BATCH, 9), (SET_BOB, 1), (OPEN_BATCH, 15), (RETIRE, 0), (OPEN_BATCH, 12)],
    # More keys than a keyring has room for, with their ratchet steps.
    "many_keys": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), (SET_ALICE, 2), (SEAL, 9), (SET_BOB, 1),
        (OPEN, 0), (SET_BOB, 2), (SET_BOB, 3), (RETIRE, 1), (SET_BOB, 1), (ACTIVATE, 2),
        (SEAL, 9), (OPEN, 0), (SET_BOB, 2), (OPEN, 0), (SEAL_BATCH, 4), (OPEN_BATCH, 4)],
    "no_active_key": [
        (SEAL, 40), (SEAL_BATCH, 5), (ACTIVATE, 0), (SET_ALICE, 0), (SEAL, 40), (ACTIVATE, 0),
        (SEAL, 40), (SEAL_BATCH, 5), (OPEN, 0), (REJOIN, 0), (SET_BOB, 0), (OPEN, 0)],
    # Codecs depend on the argument of SEAL: VP8, H.264, and Opus on the third stream.
    "codecs": [
        (SET_ALICE, 0), (ACTIVATE, 0), (SET_BOB, 0), *((SEAL, 60 + n) for n in range(6)),
        (OPEN, 2), (OPEN, 3), (OPEN, 7), (OPEN, 11), (OPEN, 12), (OPEN, 16)],
    "keys_of_others": [(CURRENT, 8), (SET_ALICE, 2), (ACTIVATE, 2), (CURRENT, 8),
                       (CURRENT, 64), (SEAL, 2), (SET_BOB, 3), (OPEN, 0)],
}

# Operations of session_fuzz.cc. Each one of a story comes with its number.
(SET_AT_ALICE, ACTIVATE_KEY, RATCHET_KEY, SET_AT_BOB, RETIRE_AT_BOB, POLL_BOTH, WAIT,
 OPEN_ALTERED, OPEN_NEXT_HELD, RETIRE_AT_ALICE, SEAL_FRAME) = range(11)
OPEN_FRAME = 13

SESSION = {
    "open_and_replay": [
        (SET_AT_BOB, 0), (SEAL_FRAME, 1), (OPEN_FRAME, 0), (OPEN_FRAME, 0), (SEAL_FRAME, 1),
        (OPEN_FRAME, 0), (OPEN_ALTERED, 0)],
    "reorder": [
        (SET_AT_BOB, 0), *[(SEAL_FRAME, 1)] * 10, *((OPEN_FRAME, n) for n in (9, 0, 5, 3)),
        (OPEN_ALTERED, 5), (OPEN_FRAME, 9), (OPEN_FRAME, 0)],
    "late_key": [
        *[(SEAL_FRAME, 1), (OPEN_FRAME, 0)] * 2, (OPEN_NEXT_HELD, 0), (WAIT, 15),
        (SET_AT_BOB, 0),
        *[(OPEN_NEXT_HELD, 0)] * 3, (SEAL_FRAME, 1), (OPEN_FRAME, 0)],
    "late_key_expires": [
        (SEAL_FRAME, 1), (OPEN_FRAME, 0), (WAIT, 15), (WAIT, 15), (SET_AT_BOB, 0),
        (OPEN_NEXT_HELD, 0), (OPEN_FRAME, 0)],
    "hold_overflow": [
        *[(SEAL_FRAME, 1), (OPEN_FRAME, 0), (SEAL_FRAME, 15), (OPEN_FRAME, 0)] * 6,
        (SET_AT_BOB, 0), *[(OPEN_NEXT_HELD, 0)] * 8],
    "too_little_room": [
        *[(SEAL_FRAME, 9), (OPEN_FRAME, 0)] * 2, (SET_AT_BOB, 0), (SEAL_FRAME, 1),
        (OPEN_FRAME, 0), (OPEN_NEXT_HELD, 15), *[(OPEN_NEXT_HELD, 0)] * 3],
    "second_key_comes_first": [
        *(((SET_AT_ALICE, n), (ACTIVATE_KEY, n), (SEAL_FRAME, 1), (OPEN_FRAME, 0))
          for n in (1, 2, 1)),
        (SET_AT_BOB, 2), *[(OPEN_NEXT_HELD, 0)] * 2, (SET_AT_BOB, 1),
        *[(OPEN_NEXT_HELD, 0)] * 3],
    "rotate": [
        (SET_AT_BOB, 0), (SEAL_FRAME, 1), (OPEN_FRAME, 0), (SET_AT_ALICE, 1), (SET_AT_BOB, 1),
        (ACTIVATE_KEY, 1), (SEAL_FRAME, 1), (OPEN_FRAME, 0), (RETIRE_AT_BOB, 0), (WAIT, 15),
        (POLL_BOTH, 0), (OPEN_FRAME, 0)],
    "retired_key": [
        (SET_AT_BOB, 0), *[(SEAL_FRAME, 1)] * 4, (OPEN_FRAME, 1), (RETIRE_AT_BOB, 0),
        (POLL_BOTH, 0), (OPEN_FRAME, 2), (WAIT, 15), (POLL_BOTH, 0), (OPEN_FRAME, 0),
        (OPEN_NEXT_HELD, 0), (SET_AT_BOB, 0), (OPEN_NEXT_HELD, 0), (OPEN_FRAME, 0)],
    "ratchet": [
        (SET_AT_BOB, 0), *[(RATCHET_KEY, 0), (SEAL_FRAME, 1), (OPEN_FRAME, 0),
                           (POLL_BOTH, 0)] * 9, (WAIT, 4), (POLL_BOTH, 0), (OPEN_FRAME, 8)],
    # The receiver removes earlier steps after 10 seconds.
    "earlier_steps": [
        (SET_AT_BOB, 0), *[(SEAL_FRAME, 1)] * 2, (RATCHET_KEY, 0), *[(SEAL_FRAME, 1)] * 3,
        (OPEN_FRAME, 0), (POLL_BOTH, 0), (OPEN_FRAME, 3), *[(WAIT, 15)] * 14, (POLL_BOTH, 0),
        (OPEN_FRAME, 4), (OPEN_FRAME, 1), (RATCHET_KEY, 0), (SEAL_FRAME, 1), (OPEN_FRAME, 0)],
    "one_key_of_two_ratchets": [
        (SET_AT_BOB, 0), (SET_AT_BOB, 1), (SET_AT_ALICE, 1), (ACTIVATE_KEY, 1),
        *[(SEAL_FRAME, 1)] * 2, (OPEN_FRAME, 0), (ACTIVATE_KEY, 0), (RATCHET_KEY, 0),
        (SEAL_FRAME, 1), (OPEN_FRAME, 0), (POLL_BOTH, 0), *[(WAIT, 15)] * 14, (POLL_BOTH, 0),
        (OPEN_FRAME, 2)],
    "two_keys_ratchet": [
        (SET_AT_ALICE, 1),
        *(((SET_AT_BOB, n), (ACTIVATE_KEY, n), *[(RATCHET_KEY, 0)] * 4, (SEAL_FRAME, 1),
           (OPEN_FRAME, 0)) for n in range(2)), (POLL_BOTH, 0),
        *(((ACTIVATE_KEY, n), *[(RATCHET_KEY, 0)] * 4, (SEAL_FRAME, 1), (OPEN_FRAME, 0))
          for n in range(2))],
    "keys_set_again": [
        *(((SET_AT_ALICE, n), (ACTIVATE_KEY, n), (SET_AT_BOB, n), (SEAL_FRAME, 1),
           (OPEN_FRAME, 0), (RETIRE_AT_BOB, n), (WAIT, 2), (POLL_BOTH, 0)) for n in range(4)),
        *(((SET_AT_BOB, n), (OPEN_FRAME, 3 - n)) for n in range(4))],
}

SDP = {
    "offer": "v=0\r\na=group:BUNDLE 0 1\r\nm=audio 9 RTP/AVP 0 8\r\na=mid:0\r\na=sframe\r\n"
             "m=video 9 RTP/AVP 96 97\r\na=rtpmap:97 rtx/90000\r\na=mid:1\r\n",
    "rejected": "v=0\nm=audio 0 RTP/SAVPF 111\na=mid:a\nm=video 0 RTP/SAVPF 96\n"
                "a=bundle-only\na=mid:v\na=sframe\na=group:BUNDLE a v\n",
    "data": "v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:d\r\n",
    "no_line_end": "v=0\r\nm=audio 9 RTP/AVP 0",
    "same_mid": "v=0\nm=audio 9 RTP/AVP 0\na=mid:0\nm=audio 9 RTP/AVP 0\na=mid:0\n",
}

# The first byte selects a command, in the order of text_fuzz.cc, and the format of a key.
TEXTS = {
    "frame_seal": "\1--profile=sframe\n--key\n00112233445566778899AABBCCDDEEFF\n"
                  "--key-index=0x3e9\n--codec\nvp8\nfile\n--out\n-\n--json",
    "sframe_seal": "\5--suite=4\n--base-key\n00112233445566778899AABBCCDDEEFF\n--kid=1\n"
                   "--ctr\n02\n--metadata=00ff\n--\n-file",
    "help": "\0--json\n--help\n--no",
    "two_keys": "\1--key=00112233445566778899AABBCCDDEEFF\n--key\nFFEEDDCCBBAA9988",
    "quoted_file": "\1ABCDEFGHI\nF\n--key=ABCDEFGHI'",  # The message says 'ABCDEFGHI'.
    "two_files": "\2--raw-key=00112233445566778899AABBCCDDEEFF\none\ntwo",
    "hex_key": "\x000x00112233 44556677:8899aabbccddeeff",
    "base64_key": "\1AAECAwQFBgcICQoLDA0ODw==",
    "base64_url_key": "\1 A-_E AwQF==\n",
    "raw_key": "\2\0\1\2\3 --help",
    "wrong": "\1--codec=av2\n--key-index=0x3e9\n--salt=0",
    "twice": "\5--kid=1\n--kid=2",
}

# See tools/media/testing/packed_frame_fuzz.h.
MATROSKA = b"\x1a\x45\xdf\xa3\x82\x07\x07\x18\x53\x80\x67"
PACKED_FRAME = {
    "h264_sizes": bytes([16, 9]) + bytes(range(9)) + b"\0\0\0\2\x09\x10\0\0\0\3\x65\1\2",
    "h264_in_place": bytes([16, 8]) + b"\0\0\0\1\x65\3\4\5" + b"\0\0\0\2\x65\1",
    "h265_short_sizes": bytes([5, 20]) + bytes(20) + b"\2\x26\1\3\x02\1\5",
    "h265_long_for_its_size": bytes([5, 250]) + bytes(range(250)) + b"\2\x26\1",
    # A sealed frame that looks like the message in which others are stored.
    "h265_like_stored": bytes([37, 29]) + b"\0\0\0\1\x4e\1\5\x10" +
                        bytes.fromhex("5ea1f4a36d654e9ab7c3d1582f86e974 80"),
    "av1": bytes([2, 9]) + bytes(range(9)) + b"\x12\0\x0a\2\1\2\x32\2\3\4",
    "av1_last_size_left_out": bytes([2, 3]) + b"abc" + b"\x12\0\x30\3\4",
    "vp8": bytes([3, 2]) + b"abc",
    "matroska": MATROSKA + b"\x42\x10",
    "matroska_of_8_bytes": MATROSKA + b"\1\0\0\0\0\1\2\3",
    "matroska_live": MATROSKA + b"\xff",
}

PACKETIZER = {
    "one": bytes([200, 0, 0]) + b"one",
    "many": bytes([3, 3, 6]) + bytes(range(100)),
    "smallest_payload": bytes([2, 1, 2]) + bytes(40),
    "too_small": bytes([1, 0, 0]) + b"x",
    "empty": bytes([9, 2, 1]),
}

# Four bytes of options (packets, payload size, timeout, sequence number), then packets of
# six bytes: see the harness. Payloads have up to eight bytes.
DEPACKETIZER_OPTIONS = bytes([7, 7, 100, 0])
DEPACKETIZER = {
    "in_order": DEPACKETIZER_OPTIONS + b"".join(
        bytes([0, 16, 1, 3, m, d]) for m, d in ((1, 0x80), (1, 0), (1, 0), (0x11, 0x40))),
    "one_packet": DEPACKETIZER_OPTIONS + bytes([0, 16, 17, 4, 0x11, 0xc0]),
    "backwards": DEPACKETIZER_OPTIONS + b"".join(
        bytes([0, 240, 1, 3, 0x1f, d]) for d in (0x40, 0, 0x80)),
    "timeout": bytes([7, 7, 9, 255]) + b"".join(
        bytes([0, 16, 15, 3, 1, d]) for d in (0x80, 0, 0x40, 0xc0)),
    "jump": bytes([7, 7, 9, 255]) + b"".join(
        bytes([a, b, 17, 4, 0x1f, 0xc0]) for a, b in ((0, 16), (0xc0, 60), (0, 16), (0, 16))),
    "mixed": bytes([3, 7, 50, 255]) + b"".join(
        bytes([0, 16, 33, 4, e, d]) for e, d in ((1, 0x80), (0, 0x60), (0x20, 0xc0))),
}

# The function, then its input: see the harness.
GSTREAMER = {
    "key_frame": bytes([0]) + bytes.fromhex("0000000167420000000168ce0000000165b80000"),
    "obus": bytes([1]) + bytes.fromhex("12000a0b0000000424cfbfbb2a3004600c0aa0"),
    "obus_with_extension": bytes([1]) + bytes.fromhex("1608003605a01122334434200a00"),
    "pieces": bytes([2]) + b"".join(
        bytes([len(piece), how]) + piece
        for piece, how in ((bytes.fromhex("0000000140010c"), 0), (bytes(9), 0),
                           (b"end", 1), (b"next", 4), (bytes.fromhex("000c01"), 5))),
    "channels": bytes([3]) + b"6\n4\n2\n0,4,1,2,3,5",
    "channels_of_none": bytes([3]) + b"0\n0\n0\n",
}

# Shapes of codecs, as the parsers look for them.
CODEC = {
    "escapes": bytes.fromhex("000003000003010000030300000300"),
    "zeros": bytes(64),
    "start_codes": bytes.fromhex("00000001674200000168ce00000165b80000000001419a0000"),
    "h265": bytes.fromhex("0000000140010c000001420101000001440100000126 01af0000".replace(" ", "")),
    "av1": bytes.fromhex("12000a0b0000000424cfbfbb2a32046000c0aa"),
    "av1_extension": bytes.fromhex("1608003605a0112233440a00"),
    "leb128": bytes.fromhex("ffffffffffffffffff01"),
    "vp8_key": bytes.fromhex("10a700 9d012a0800080000".replace(" ", "")),
}


# A profile, then calls and their arguments: see the harness.
WEB_MODULE = {
    f"{name}_{number}": bytes([number]) + bytes(calls)
    for number in range(len(PROFILES))
    for name, calls in {
        "key": [1, 1, 2, 1, 7, 20, 3, 0, 7, 30, 6, 0],
        "passphrase": [4, 1, 0, 0, 2, 0, 7, 9, 4, 3, 0, 1, 2, 1, 7, 9, 6, 0],
        "no_derivation": [1, 0, 2, 0, 4, 2, 0, 1, 0, 0, 7, 5],
        "no_counters": [5, 0, 1, 1, 2, 1, 7, 1, 5, 1, 1, 1, 2, 1, 7, 1],
        "gap": [5, 255, 1, 2, 2, 2, 7, 3, 5, 3, 3, 0, 7, 4],
    }.items()
}


# A key index, options and an IV, then a packet: see the harness.
DATA_PACKET = {
    f"{name}_{how}": bytes([index, how]) + bytes(12) + packet
    for how in (0, 1, 2, 0x7d)
    for index, name, packet in (
        (0, "empty", b""), (0, "short", b"hello"), (3, "only_a_tag", bytes(16)),
        (0, "forged", bytes(range(60))), (255, "other_key", bytes(40)))
}

# A kind and codec, a profile and a number, then a frame: see the harness. The codecs are
# 1 Opus, 2 VP8, 3 VP9, 4 H.264, 5 H.265, 6 AV1.
DIAGNOSE_FRAME = {
    f"{name}_{profile}": bytes([how, number]) + frame
    for number, profile in enumerate(PROFILES)
    for name, how, frame in (
        ("opus", 0x81, bytes.fromhex("0578") + bytes(range(30))),
        ("red", 0x81, bytes.fromhex("02ef0000056f78010203047801020304")),
        ("vp8", 0x42, bytes.fromhex("0910a7009d012a0800080000") + bytes(20)),
        ("h264", 0x44, b"\x20" + CODEC["start_codes"]),
        ("h265", 0x45, b"\x01" + CODEC["h265"]),
        ("av1", 0x46, b"\x02" + CODEC["av1"]),
        ("rtp", 0x02, bytes.fromhex("30906000010000000200000003bede0001ffffffff") + bytes(16)),
        ("dave_end", 0x02, b"\xff" + bytes(20) + bytes.fromhex("000cfafa")),
        ("getstream_end", 0x04, b"\xff" + bytes(30) + bytes.fromhex("01e2eefeed")),
        ("ring_end", 0x03, b"\xff" + bytes(30) + bytes.fromhex("0c00")))
}


def write(fuzzer, files):
    folder = f"{HERE}/corpus/{fuzzer}"
    os.makedirs(folder, exist_ok=True)
    for name, data in files.items():
        with open(f"{folder}/{name}", "wb") as file:
            file.write(data.encode("latin-1") if isinstance(data, str) else data)


def flat(calls):
    """flat returns `calls` in order, without their groups."""
    return [one for call in calls
            for one in (flat(call) if isinstance(call[0], tuple) else [call])]


def sessions():
    """sessions returns each story of SESSION."""
    return {name: bytes(16 * number + operation for operation, number in flat(calls))
            for name, calls in SESSION.items()}


def stories():
    """stories returns each story of STORIES in each profile, and two in each suite of
    SFrame. The streams of all but two hold frames."""
    suites = {
        f"sframe_suite_{how % 9}_{name}": bytes([0, how]) + bytes(sum(flat(STORIES[name]), ()))
        for how in range(37, 45)
        for name in ("codecs", "ratchet")
    }
    return suites | {
        f"{profile}_{name}": bytes([number, how]) + bytes(sum(flat(calls), ()))
        for number, profile in enumerate(PROFILES)
        for name, calls in STORIES.items()
        for how in [0x20 if name in ("one_frame", "reorder") else 0x21]
    }


def main():
    for fuzzer, files in (("c_interface", stories()), ("session", sessions()), ("sdp", SDP),
                          ("text", TEXTS), ("packed_frame", PACKED_FRAME),
                          ("packetizer", PACKETIZER), ("depacketizer", DEPACKETIZER),
                          ("codec", CODEC),
                          ("gstreamer", GSTREAMER), ("web_module", WEB_MODULE),
                          ("data_packet", DATA_PACKET), ("diagnose_frame", DIAGNOSE_FRAME)):
        write(fuzzer, files)


if __name__ == "__main__":
    main()
