# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests the output and exit codes of `inspect` for frames and files.
the tests of frame/diagnosis make each mistake."""

import json
import os
import struct
import tempfile
import unittest

from tests.cli import sealframe
from tests.cli.sealframe import media, run, run_json, vectors

KEY = ["--key", "000102030405060708090a0b0c0d0e0f"]
VP8_KEY = ["--kind", "video", "--codec", "vp8", "--key-frame"]
VP8_FRAME = bytes.fromhex("1002009d012a8002e001" + "c3" * 40)


def seal(profile, *more):
    done = run("frame", "seal", "--profile", profile, *KEY, *more, *VP8_KEY,
               stdin=VP8_FRAME)
    assert done.returncode == sealframe.DONE, done.stderr
    return done.stdout


class FrameTest(unittest.TestCase):

    def test_json_describes_every_byte_of_a_frame(self):
        v = vectors("livekit_frame.txt")[0]
        frame = bytes.fromhex(v["frame"])
        seen = run_json("inspect", "--kind", "audio", "--codec", "opus",
                        stdin=frame)
        self.assertEqual(seen["size"], len(frame))
        first = seen["profiles"][0]
        self.assertEqual(first["profile"], "livekit")
        self.assertEqual(first["fit"], "very likely")
        self.assertEqual(first["kid"], v["key_index"])
        self.assertEqual(first["ssrc"], int(v["ssrc"]))
        self.assertEqual(first["timestamp"], int(v["rtp_timestamp"]))
        self.assertEqual([p["part"] for p in first["parts"]],
                         ["clear", "ciphertext", "tag", "nonce", "trailer"])
        self.assertEqual(sum(p["size"] for p in first["parts"]), len(frame))
        self.assertEqual(first["clear_rule"], "the first 1 byte")
        self.assertNotIn("opens", seen)

    def test_a_sealed_frame_does_not_look_plain_for_certain(self):
        for profile in ("livekit", "jframe", "dave", "getstream"):
            seen = run_json("inspect", *VP8_KEY, stdin=seal(profile))
            self.assertEqual(seen["looks_plain"], "possible", profile)
        seen = run_json("inspect", *VP8_KEY, stdin=VP8_FRAME)
        self.assertEqual(seen["looks_plain"], "yes")

    def test_text_describes_every_part_of_a_frame(self):
        done = run("inspect", *VP8_KEY, stdin=seal("livekit"))
        self.assertEqual(done.returncode, sealframe.DONE)
        text = done.stdout.decode()
        for line in ("frame of 80 bytes", "livekit (", "  clear       10 bytes",
                     "10 of a key frame, 3 of others, of vp8"):
            self.assertIn(line, text)

    def test_text_says_whether_a_frame_looks_plain(self):
        for frame, flags, sentence in (
                (seal("jframe"), VP8_KEY, "it may be plain vp8"),
                (VP8_FRAME, VP8_KEY, "it looks like plain vp8"),
                (b"\xff" * 40, ["--kind", "video"], "it does not look like plain media"),
                (b"\xff" * 40, VP8_KEY, "it does not look like plain vp8")):
            done = run("inspect", *flags, stdin=frame)
            self.assertEqual(done.stdout.decode().splitlines()[0],
                             f"frame of {len(frame)} bytes; {sentence}")

    def test_a_key_is_enough_to_find_the_profile(self):
        for profile in ("sframe", "livekit", "videosdk", "jframe", "dave",
                        "getstream"):
            seen = run_json("inspect", *KEY, *VP8_KEY, stdin=seal(profile))
            self.assertTrue(seen["opens"], profile)
            self.assertEqual(seen["reason"], "none")

    def test_a_frame_that_does_not_open_exits_1_with_a_reason(self):
        frame = seal("livekit", "--ratchet", "1")
        done = run("inspect", "--profile", "livekit", *KEY, *VP8_KEY, "--json",
                   stdin=frame)
        self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)
        self.assertIn(b'"reason": "ratchet_step"', done.stdout)
        self.assertIn(b"standard input: not_authentic: it opens at ratchet "
                      b"step 1", done.stderr)

    def diagnosis(self, frame, *flags):
        """diagnosis returns the JSON of a frame that does not open."""
        done = run("inspect", *KEY, *VP8_KEY, "--json", *flags, stdin=frame)
        self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC, done.stdout)
        seen = json.loads(done.stdout)
        self.assertFalse(seen["opens"])
        return seen

    def test_reasons_that_together_explain_a_failure_are_listed(self):
        frame = bytes(8) + seal("livekit", "--ratchet", "1")
        seen = self.diagnosis(frame, "--profile", "livekit")
        self.assertEqual(seen["reason"], "ratchet_step")
        self.assertEqual(seen["reasons"], ["ratchet_step", "prefix"])
        self.assertEqual(seen["possible"], [])

    def test_an_unexplained_failure_lists_the_possible_reasons(self):
        frame = bytearray(seal("livekit"))
        frame[20] ^= 1
        seen = self.diagnosis(frame, "--profile", "livekit")
        self.assertEqual(seen["reason"], "unknown")
        self.assertEqual(seen["reasons"], [])
        self.assertEqual(seen["possible"], ["key", "salt", "altered"])
        seen = self.diagnosis(VP8_FRAME, "--profile", "livekit")
        self.assertEqual(seen["possible"],
                         ["plain_frame", "cut_off", "profile"])
        self.assertEqual(seen["reason"], "cut_off")

    def test_a_plain_frame_is_called_plain_where_that_is_proved(self):
        seen = self.diagnosis(VP8_FRAME, "--profile", "sframe")
        self.assertEqual(seen["reason"], "plain_frame")
        self.assertEqual(seen["possible"], [])

    def test_keys_of_other_participants_are_tried(self):
        other = "f0" * 16
        done = run("frame", "seal", "--profile", "livekit", "--key", other,
                   *VP8_KEY, stdin=VP8_FRAME)
        seen = self.diagnosis(
            done.stdout, "--profile", "livekit", "--other-keys",
            f"alice={'e0' * 16},bob={other}")
        self.assertEqual(seen["reason"], "participant")
        self.assertIn("with the key of bob", seen["explanation"])

    def test_a_given_key_index_is_compared(self):
        frame = seal("livekit", "--key-index", "3")
        self.assertTrue(run_json("inspect", "--profile", "livekit", *KEY,
                                 *VP8_KEY, "--key-index", "3",
                                 stdin=frame)["opens"])
        seen = self.diagnosis(frame, "--profile", "livekit", "--key-index", "2")
        self.assertEqual(seen["reason"], "key_index")

    def test_salts_and_metadata_are_distinguished_from_their_absence(self):
        salted = ["--salt", "our own"]
        frame = seal("livekit", *salted)
        flags = ["--profile", "livekit", *KEY, *VP8_KEY]
        self.assertTrue(run_json("inspect", *flags, *salted,
                                 stdin=frame)["opens"])
        self.assertIn("salt", self.diagnosis(
            frame, "--profile", "livekit")["possible"])
        seen = self.diagnosis(seal("livekit"), "--profile", "livekit", *salted)
        self.assertEqual(seen["reason"], "salt")
        metadata = ["--metadata", "0102"]
        frame = seal("sframe", *metadata)
        self.assertTrue(run_json("inspect", "--profile", "sframe", *KEY,
                                 *VP8_KEY, *metadata, stdin=frame)["opens"])
        self.assertIn("metadata", self.diagnosis(
            frame, "--profile", "sframe")["possible"])
        seen = self.diagnosis(seal("sframe"), "--profile", "sframe", *metadata)
        self.assertEqual(seen["reason"], "metadata")

    def test_a_packet_trailer_is_named_and_stripped(self):
        trailer = bytes.fromhex("fef7fffffffffffffffef04c4b5453")
        frame = seal("livekit") + trailer
        seen = self.diagnosis(frame, "--profile", "livekit")
        self.assertEqual(seen["reason"], "padding")
        self.assertIn("--strip-trailer", seen["explanation"])
        self.assertTrue(run_json("inspect", "--profile", "livekit", *KEY,
                                 *VP8_KEY, "--strip-trailer",
                                 stdin=frame)["opens"])

    def test_any_input_is_described_without_a_key(self):
        for frame in (b"", b"\x00", b"\x80\x07", b"hello", bytes(1000)):
            done = run("inspect", "--kind", "video", stdin=frame)
            self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
            self.assertIn(f"frame of {len(frame)} bytes", done.stdout.decode())

    def test_meaningless_flags_are_wrong_usage(self):
        for flags, says in ((["--profile", "rot13"], b"use one of sframe"),
                            (["--key-bits", "256"], b"needs a key"),
                            (["--salt", "x"], b"needs a key"),
                            ([*KEY, "--other-keys", "bob"], b"NAME=KEY"),
                            (["--profile", "dave", *KEY, "--metadata", "00"],
                             b"means nothing to the profile dave"),
                            (["--kind", "text"], b"neither audio nor video")):
            done = run("inspect", *flags, stdin=VP8_FRAME)
            self.assertEqual(done.returncode, sealframe.USAGE, flags)
            self.assertIn(says, done.stderr)
            self.assertEqual(done.stdout, b"")

    def test_a_key_of_the_wrong_kind_is_wrong_usage(self):
        done = run("inspect", "--profile", "sframe", "--passphrase", "secret",
                   *VP8_KEY, stdin=seal("sframe"))
        self.assertEqual(done.returncode, sealframe.USAGE)


class FileTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def sealed(self, name, profile):
        path = os.path.join(self.folder, name)
        done = run("media", "encrypt", "--profile", profile, *KEY, "--in",
                   media(name), "--out", path)
        self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
        return path

    def test_a_plain_file_has_no_profile(self):
        for name in ("vp8.ivf", "vp9.ivf", "av1.ivf", "opus.ogg", "h264.h264",
                     "h265.h265"):
            seen = run_json("inspect", "--in", media(name))
            self.assertEqual(seen["profile"], "", name)
            self.assertIn(len(seen["frames"]), (30, 151))
            self.assertNotIn("opened", seen)

    def test_a_sealed_file_is_not_called_plain(self):
        for name in ("opus.ogg", "vp9.ivf", "vp8.ivf", "h264.h264"):
            done = run("inspect", "--in", self.sealed(name, "sframe"))
            self.assertEqual(done.returncode, sealframe.DONE)
            self.assertNotIn("looks plain", done.stdout.decode(), name)
        for name in ("vp9.ivf", "vp8.ivf", "h264.h264"):
            done = run("inspect", "--in", media(name))
            self.assertIn("looks plain", done.stdout.decode(), name)

    def test_a_sealed_file_lists_every_frame_as_opened(self):
        for name, profile in (("h264.h264", "livekit"), ("vp8.ivf", "jframe"),
                              ("av1.ivf", "dave"), ("opus.ogg", "sframe"),
                              ("h264.h264", "getstream")):
            path = self.sealed(name, profile)
            seen = run_json("inspect", *KEY, "--in", path)
            self.assertEqual(seen["profile"], profile)
            self.assertEqual(seen["opened"], len(seen["frames"]))
            self.assertEqual({f["status"] for f in seen["frames"]}, {"ok"})
            self.assertEqual(len({f["counter"] for f in seen["frames"]}),
                             len(seen["frames"]))

    def test_a_repeated_frame_is_reported_as_a_replay(self):
        path = self.sealed("vp8.ivf", "livekit")
        with open(path, "rb") as file:
            whole = file.read()
        first = whole[32:32 + 12 + struct.unpack_from("<I", whole, 32)[0]]
        with open(path, "wb") as file:
            file.write(whole + first)
        done = run("inspect", *KEY, "--in", path)
        self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)
        text = done.stdout.decode()
        self.assertIn("opened: 30 of 31", text)
        self.assertIn("likely: it is frame 0 again", text)
        self.assertIn("replayed same as 0", text)
        self.assertIn(f"{path}: frame 30: replayed", done.stderr.decode())

    def test_a_wrong_key_is_explained_for_the_first_frame(self):
        path = self.sealed("vp9.ivf", "videosdk")
        done = run("inspect", "--profile", "livekit", *KEY, "--in", path)
        self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)
        self.assertIn("frame 0: not_authentic: it opens in the profile videosdk",
                      done.stderr.decode())

    def test_a_file_of_another_format_is_named(self):
        done = run("inspect", stdin=b"RIFF\0\0\0\0WAVEfmt ")
        self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
        self.assertIn("standard input: the file is WAVE", done.stderr.decode())

    def test_a_malformed_media_file_is_an_input_error(self):
        for content in (b"DKIF" + bytes(28), b"OggS" * 10,
                        b"\x00\x00\x01\xff\xff"):
            done = run("inspect", stdin=content)
            self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT, content)
            self.assertIn("standard input: ", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
