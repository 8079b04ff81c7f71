# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Exchanges frames between the engine and LiveKit's own worker, both ways.

The test installs LiveKit's package with `npm ci`. If that fails, for example
without a network, it prints what it skips and passes. Once the package is
installed, any problem is a failure.
"""

import itertools
import json
import os
import shutil
import subprocess
import sys
import unittest

from tests.livekit import livekit_client

ROOT = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"])
HERE = os.path.join(ROOT, "tests/livekit")
FOLDER = os.path.join(os.environ["TEST_TMPDIR"], "livekit")

MATERIAL = {"pbkdf2": "a passphrase of several words".encode().hex(),
            "hkdf": bytes(range(32, 64)).hex()}
CONFIGURATIONS = [
    {"kdf": kdf, "material": MATERIAL[kdf], "key_bits": bits,
     "ratchet_steps": steps, "key_index": index}
    for kdf, bits, (steps, index) in itertools.product(
        MATERIAL, (128, 256), ((0, 0), (1, 255)))
]
FIELDS = ("op", "kdf", "material", "key_bits", "ratchet_steps", "key_index",
          "kind", "frame_type", "codec", "ssrc", "rtp_timestamp", "frame", "iv",
          "sif_trailer")


def install():
    """install installs LiveKit's package. It returns the problem, or None."""
    problem = livekit_client.install(FOLDER)
    for name in ("livekit_worker.mjs", "worker_peer.mjs"):
        shutil.copy(os.path.join(HERE, name), FOLDER)
    return problem


class Peer:
    """Peer is a program that runs jobs, one per line."""

    def __init__(self, command, to_line, from_line):
        self._process = subprocess.Popen(  # pylint: disable=consider-using-with
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._to_line, self._from_line = to_line, from_line

    def run(self, op, **job):
        """run returns the resulting frame and IV, or None for each."""
        self._process.stdin.write(self._to_line({**job, "op": op}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the peer exited"
        return self._from_line(line)

    def close(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def engine_line(job):
    numbers = {"ssrc": 0, "rtp_timestamp": 0}
    return " ".join(str(value) if (value := {**numbers, **job}.get(field)) not in
                    (None, "") else "-" for field in FIELDS)


def from_engine(line):
    frame, _, iv = line.rstrip("\n").partition(" ")
    return (None if frame == "-" else frame), iv or None


def worker_line(job):
    if "codec" in job:
        job["mime_type"] = f"{job['kind']}/{job['codec']}"
    return json.dumps(job)


def from_worker(line):
    answer = json.loads(line)
    assert "error" not in answer, answer
    return answer.get("frame"), answer.get("iv")


def vectors(name):
    with open(f"{ROOT}/tests/vectors/{name}", encoding="ascii") as file:
        text = "".join(line for line in file if not line.startswith("#"))
    return [dict((part.strip() for part in line.split("=", 1))
                 for line in block.strip().splitlines())
            for block in text.split("\n\n") if block.strip()]


def frames():
    """frames yields a name, info, plaintext and opened frame for each vector."""
    for vector in vectors("livekit_frame.txt"):
        family, _, name = vector["name"].partition("/")
        if family != "pbkdf2_128":
            continue
        mime = vector["mime_type"].rpartition("/")[2]
        codec = vector["codec"] if mime == "none" else mime.lower()
        info = {"kind": vector["kind"], "ssrc": int(vector["ssrc"]),
                "rtp_timestamp": int(vector["rtp_timestamp"])}
        if codec != "none":
            info["codec"] = codec
        if vector["frame_type"] != "none":
            info["frame_type"] = vector["frame_type"]
        yield name, info, vector["plaintext"], vector["opened"]


# H.264 and H.265 as senders make it, and its opened form: Annex B in canonical
# form, at least to the second byte of the first slice.
STREAMS = [
    ("h264", "0000000001 67aabb 00000001 68cc 00000001 65b8aabbcc",
     "00000001 67aabb 00000001 68cc 00000001 65b8aabbcc"),
    ("h264", "00000001 27aabb 00000001 28ee1c92 00 00000001 2588aabbcc",
     "00000001 27aabb 00000001 28ee1c92 00000001 2588aabbcc"),
    ("h264", "000001 09f0 000001 0605aabb80 000000000001 41e0aabbcc",
     "00000001 09f0 00000001 0605aabb80 00000001 41e0aabbcc"),
    ("h264", "000001 67aa 000001 68bb 000001 67aa 000001 68bb 000001 65b8aabb"
     "000001 6502aabb 000001 6503aabb",
     "00000001 67aa 00000001 68bb 00000001 67aa 00000001 68bb 00000001 65b8aabb"
     "000001 6502aabb 000001 6503aabb"),
    ("h264", "00000001 6eaabb 00000001 65b8aabb 00000001 74aabb",
     "00000001 6eaabb 00000001 65b8aabb 00000001 74aabb"),
    ("h264", "000001 42aabb 000001 43ccdd 000001 61e0aabb",
     "00000001 42aabb 00000001 43ccdd 00000001 61e0aabb"),
    ("h264", "000001 65b8", "00000001 65b8"),
    ("h265", "00 000001 4001aa00 000001 4201bb 000001 4401cc 000001 2601aabbcc"
     "000001 2601aabb",
     "00000001 4001aa 00000001 4201bb 00000001 4401cc 00000001 2601aabbcc"
     "000001 2601aabb"),
]
# Frames that no packetizer could carry sealed.
UNCARRIED = [
    ("h264", "00000001 09f0"),
    ("h264", "00000001 6742c01f8c8d40501ed3 00000001 68ce3c80"),
    ("h264", "00000001 67aabb 00000001 68cc 00000001 74aabb"),
    ("h264", "00000006 65b8aabbccdd"),
    ("h264", "ff 00000001 65b8aabbccdd"),
    ("h265", "00000001 4001aabb 00000001 4201ccdd"),
]


def altered(frame, place):
    data = bytearray.fromhex(frame)
    data[place] ^= 0x10
    return data.hex()


class InteropTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.engine = Peer([f"{HERE}/engine_peer"], engine_line, from_engine)
        cls.worker = Peer(["node", f"{FOLDER}/worker_peer.mjs"], worker_line,
                          from_worker)

    @classmethod
    def tearDownClass(cls):
        cls.engine.close()
        cls.worker.close()

    def exchange(self, sender, receiver):
        codecs = set()
        for keys in CONFIGURATIONS:
            for name, info, plaintext, opened in frames():
                with self.subTest(name=name, **keys):
                    sealed, _ = sender.run("encrypt", frame=plaintext, **keys,
                                           **info)
                    if (sender is self.engine and
                            name == "h264_mime_but_no_slice_falls_back_to_"
                                    "vp8_rule"):
                        self.assertIsNone(sealed)
                        continue
                    self.assertIsNotNone(sealed)
                    frame, _ = receiver.run("decrypt", frame=sealed, **keys,
                                            **info)
                    self.assertEqual(frame, opened)
                    # Alters the tag, where no codec's clear rule applies.
                    bad, _ = receiver.run("decrypt", frame=altered(sealed, -20),
                                          **keys, **info)
                    self.assertIsNone(bad)
                    codecs.add(info.get("codec", info["kind"]))
        self.assertTrue({"opus", "vp8", "vp9", "h264", "h265"} <= codecs, codecs)

    def test_the_engine_opens_frames_sealed_by_the_worker(self):
        self.exchange(self.worker, self.engine)

    def test_the_worker_opens_frames_sealed_by_the_engine(self):
        self.exchange(self.engine, self.worker)

    def test_the_worker_opens_what_the_engine_makes_for_packetizers(self):
        for codec, stream, opened in STREAMS:
            for keys in CONFIGURATIONS[:1] + CONFIGURATIONS[-1:]:
                info = {"kind": "video", "frame_type": "key", "codec": codec,
                        "ssrc": 1, "rtp_timestamp": 2}
                with self.subTest(stream=stream, **keys):
                    sealed, _ = self.engine.run(
                        "encrypt", frame=stream.replace(" ", ""), **keys,
                        **info)
                    for peer in (self.worker, self.engine):
                        frame, _ = peer.run("decrypt", frame=sealed, **keys,
                                            **info)
                        self.assertEqual(frame, opened.replace(" ", ""))

    def test_the_engine_seals_nothing_that_no_packetizer_carries(self):
        for codec, stream in UNCARRIED:
            info = {"kind": "video", "frame_type": "key", "codec": codec,
                    "ssrc": 1, "rtp_timestamp": 2}
            with self.subTest(stream=stream):
                sealed, _ = self.engine.run(
                    "encrypt", frame=stream.replace(" ", ""),
                    **CONFIGURATIONS[0], **info)
                self.assertIsNone(sealed)

    def test_vp8_frames_open_with_any_flag_of_their_sender(self):
        keys = CONFIGURATIONS[0]
        for first, frame_type in (("10", "key"), ("11", "delta")):
            frame = first + "ab" * 40
            info = {"kind": "video", "codec": "vp8", "ssrc": 1,
                    "rtp_timestamp": 2}
            for told in ("key", "delta"):
                sealed, _ = self.engine.run("encrypt", frame=frame, **keys,
                                            **info, frame_type=told)
                opened, _ = self.worker.run("decrypt", frame=sealed, **keys,
                                            **info, frame_type=frame_type)
                self.assertEqual(opened, frame)
                sealed, _ = self.worker.run("encrypt", frame=frame, **keys,
                                            **info, frame_type=frame_type)
                opened, _ = self.engine.run("decrypt", frame=sealed, **keys,
                                            **info, frame_type=told)
                self.assertEqual(opened, frame)

    def test_data_packets_open_both_ways(self):
        packet = b"hello".hex()
        for keys in CONFIGURATIONS:
            for sender, receiver in ((self.engine, self.worker),
                                     (self.worker, self.engine)):
                sealed, iv = sender.run("encrypt_data", frame=packet, **keys)
                for data, want in ((sealed, packet), (altered(sealed, 0), None)):
                    opened, _ = receiver.run("decrypt_data", frame=data, iv=iv,
                                             **keys)
                    self.assertEqual(opened, want)

    def test_the_engine_passes_the_server_injected_frames_the_worker_passes(self):
        keys = CONFIGURATIONS[0]
        for vector in vectors("livekit_sif.txt"):
            with self.subTest(name=vector["name"]):
                opened = [
                    peer.run("decrypt", frame=vector["frame"],
                             sif_trailer=vector["trailer"], kind="audio", ssrc=1,
                             rtp_timestamp=1, **keys)[0]
                    for peer in (self.worker, self.engine)
                ]
                self.assertEqual(opened[0], vector["opened"] or None)
                # Unlike the worker, the engine passes whole pictures made of
                # known units.
                if vector["name"] != "h264_annexb_sps_pps_idr":
                    self.assertEqual(opened[1], opened[0])

    def test_neither_side_opens_a_frame_with_another_key(self):
        info = {"kind": "video", "frame_type": "key", "codec": "vp8", "ssrc": 1,
                "rtp_timestamp": 2}
        keys = CONFIGURATIONS[0]
        for sender, receiver in ((self.engine, self.worker),
                                 (self.worker, self.engine)):
            sealed, _ = sender.run("encrypt", frame="00" * 40, **keys, **info)
            for other in ({"kdf": "hkdf"}, {"material": "00" * 32},
                          {"key_bits": 256}, {"key_index": 1}):
                opened, _ = receiver.run("decrypt", frame=sealed,
                                         **{**keys, **info, **other})
                self.assertIsNone(opened)


if __name__ == "__main__":
    PROBLEM = install()
    if PROBLEM:
        print("LEFT OUT: the exchange of frames, data packets and injected "
              "frames with LiveKit's own worker, which could not be installed: "
              f"{PROBLEM}", file=sys.stderr)
        sys.exit(0)
    unittest.main()
