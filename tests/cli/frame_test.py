# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests `frame seal` and `frame open` in every profile, with round trips and with
frames from the code of LiveKit, Jitsi and Discord."""

import os
import tempfile
import unittest

from tests.cli import sealframe
from tests.cli.sealframe import run, run_json, vectors

KEY = "000102030405060708090a0b0c0d0e0f"
PROFILES = ("sframe", "livekit", "videosdk", "jframe", "dave", "getstream")

SPS_PPS = "0000000167 42c00d8c8d40d0fbc900f08846a0 0000000168 ce3c80"
# One key frame per codec. No profile rewrites any of them.
FRAMES = {
    "opus": "fc" + "a5" * 40,
    "vp8": "5042009d012a8002e001" + "c3" * 60,
    "vp9": "82498342" + "3c" * 60,
    "h264": SPS_PPS + "0000000165b84000" + "a7" * 80,
    "h265": "0000000140010c01ffff 000000012601af" + "a7" * 80,
    "av1": "0a0b00000024c4ffdf0068022a" + "3010" + "5a" * 60,
}


def of_codec(codec):
    """of_codec returns the flags for a key frame of `codec`."""
    if codec == "opus":
        return ["--kind", "audio", "--codec", codec]
    return ["--kind", "video", "--codec", codec, "--key-frame"]


class KnownAnswersTest(unittest.TestCase):

    def assert_opens(self, v, *flags):
        done = run("frame", "open", *flags, stdin=bytes.fromhex(v["frame"]))
        self.assertEqual(done.returncode, sealframe.DONE, (v, done.stderr))
        self.assertEqual(done.stdout.hex(), v.get("opened", v["plaintext"]), v)

    def test_opens_livekits_frames(self):
        known = vectors("livekit_frame.txt") + vectors("livekit_captured.txt")
        self.assertGreaterEqual(len(known), 50)
        for v in known:
            codec = v["mime_type"].split("/")[-1].lower()
            text = bytes.fromhex(v["material"]).decode("utf-8")
            self.assert_opens(
                v, "--profile", "livekit", "--key-bits", v["key_bits"],
                "--ratchet", v["ratchet_steps"], "--kind", v["kind"],
                *(["--passphrase", text] if v["kdf"] == "pbkdf2" else
                  ["--key", v["material"]]),
                *(["--codec", codec] if codec != "none" else []),
                *(["--key-frame"] if v["frame_type"] == "key" else []))

    def test_opens_jitsis_frames(self):
        known = vectors("jframe.txt")
        self.assertEqual(len(known), 3)
        for v in known:
            common = ["--profile", "jframe", "--kind",
                      "audio" if v["kind"] == "audio" else "video",
                      *(["--key-frame"] if v["kind"] == "key" else [])]
            self.assert_opens(v, *common, "--key", v["initial_material"],
                              "--ratchet", v["ratchet_steps"])
            self.assert_opens(v, *common, "--raw-key", v["aes_key"])

    def test_opens_discords_frames(self):
        known = vectors("dave_frame.txt")
        self.assertEqual({v["codec"] for v in known}, set(FRAMES))
        for v in known:
            self.assert_opens(v, "--profile", "dave", "--raw-key", v["key"],
                              *of_codec(v["codec"]))

    def test_opens_getstreams_frames(self):
        known = vectors("getstream_frame.txt")
        self.assertEqual({v["codec"] for v in known},
                         {"opus", "vp8", "vp9", "h264"})
        self.assertEqual({len(v["key"]) for v in known}, {32, 64})
        for v in known:
            kind = "audio" if v["codec"] == "opus" else "video"
            for flag in ("--key", "--raw-key"):
                self.assert_opens(v, "--profile", "getstream", flag, v["key"],
                                  "--kind", kind)


class RoundTripTest(unittest.TestCase):

    def seal(self, profile, codec, *flags):
        made = run_json("frame", "seal", "--profile", profile, *flags,
                        *of_codec(codec), stdin=bytes.fromhex(FRAMES[codec]))
        return bytes.fromhex(made["frame"])

    def assert_opens(self, profile, codec, sealed, *flags):
        opened = run_json("frame", "open", "--profile", profile, *flags,
                          *of_codec(codec), stdin=sealed)
        self.assertEqual(opened["status"], "ok")
        self.assertEqual(opened["plaintext"], FRAMES[codec].replace(" ", ""))

    def nonce(self, profile):
        """nonce returns the visible parts of the nonce of a newly sealed frame."""
        sealed = self.seal(profile, "opus", "--key", KEY)
        seen = run_json("inspect", *of_codec("opus"), stdin=sealed)
        # Others may look likelier by chance. videosdk's frames are livekit's.
        wire = "livekit" if profile == "videosdk" else profile
        fields, = (p for p in seen["profiles"] if p["profile"] == wire)
        sent = [sealed[p["offset"]:p["offset"] + p["size"]]
                for p in fields["parts"] if p["part"] == "nonce"]
        return fields["counter"], fields.get("ssrc"), fields.get("timestamp"), sent

    def test_every_profile_round_trips_every_codec(self):
        for profile in PROFILES:
            for codec, frame in FRAMES.items():
                if profile == "getstream" and codec in ("h265", "av1"):
                    continue
                more = ["--allow-av1"] if codec == "av1" and profile in (
                    "livekit", "videosdk") else []
                with self.subTest(profile=profile, codec=codec):
                    sealed = self.seal(profile, codec, "--key", KEY, *more)
                    self.assertNotEqual(sealed, bytes.fromhex(frame))
                    self.assert_opens(profile, codec, sealed, "--key", KEY)

    def test_options_of_a_provider_apply_to_both_ends(self):
        for profile, *flags in (("sframe", "--per-ssrc", "--ssrc", "7"),
                                ("sframe", "--metadata", "0102"),
                                ("livekit", "--salt", "our own"),
                                ("videosdk", "--salt", "our own")):
            sealed = self.seal(profile, "opus", "--key", KEY, *flags)
            self.assert_opens(profile, "opus", sealed, "--key", KEY, *flags)
            done = run("frame", "open", "--profile", profile, "--key", KEY,
                       *of_codec("opus"), stdin=sealed)
            self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC, flags)

    def test_frames_that_need_no_key_pass_where_that_is_asked_for(self):
        silence = bytes.fromhex("f8fffe" + "00" * 77)
        opened = ["--key", KEY, *of_codec("opus")]
        for profile, frame, *flags in (
            ("getstream", silence, "--accept-plain"),
            ("livekit", silence + b"the server's", "--server-trailer",
             b"the server's".hex())):
            done = run("frame", "open", "--profile", profile, *opened, *flags,
                       stdin=frame)
            self.assertEqual(done.stdout, silence, (profile, done.stderr))
            done = run("frame", "open", "--profile", profile, *opened,
                       stdin=frame)
            self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)

    def test_two_seals_with_one_key_use_different_nonces(self):
        for profile in PROFILES:
            self.assertNotEqual(self.nonce(profile), self.nonce(profile))

    def test_a_key_of_another_kind_size_or_step_is_not_authentic(self):
        for profile, seal, wrong in (
                ("livekit", ["--passphrase", "correct horse battery"],
                 ["--key", "correct horse battery".encode().hex()]),
                ("livekit", ["--key", KEY, "--key-bits", "256"],
                 ["--key", KEY]),
                ("livekit", ["--key", KEY], ["--raw-key", KEY]),
                ("livekit", ["--key", KEY, "--ratchet", "3"],
                 ["--key", KEY, "--ratchet", "2"]),
                ("videosdk", ["--passphrase", "correct horse"],
                 ["--passphrase", "correct horse "]),
                ("jframe", ["--key", KEY], ["--key", KEY, "--ratchet", "1"]),
                ("jframe", ["--raw-key", KEY], ["--key", KEY]),
                ("dave", ["--key", KEY], ["--raw-key", KEY]),
                ("getstream", ["--key", KEY * 2], ["--key", KEY]),
                ("sframe", ["--key", KEY, "--suite", "AES_256_GCM_SHA512_128"],
                 ["--key", KEY]),
                ("sframe", ["--key", KEY, "--ratchet", "2"], ["--key", KEY]),
        ):
            with self.subTest(profile=profile, seal=seal):
                sealed = self.seal(profile, "vp8", *seal)
                self.assert_opens(profile, "vp8", sealed, *seal)
                done = run("frame", "open", "--profile", profile, *wrong,
                           *of_codec("vp8"), stdin=sealed)
                self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)
                self.assertEqual(done.stdout, b"")
                self.assertIn(b"standard input: not_authentic", done.stderr)

    def test_open_reads_the_key_index_and_generation_from_the_frame(self):
        for profile, index in (("sframe", 2**63), ("livekit", 200),
                               ("videosdk", 15), ("jframe", 15),
                               ("getstream", 255)):
            sealed = self.seal(profile, "vp8", "--key", KEY, "--key-index",
                               index)
            self.assert_opens(profile, "vp8", sealed, "--key", KEY)
        sealed = self.seal("dave", "vp8", "--key", KEY, "--ratchet", 3)
        seen = run_json("inspect", *of_codec("vp8"), stdin=sealed)
        self.assertEqual(seen["profiles"][0]["kid"], "3")
        self.assert_opens("dave", "vp8", sealed, "--key", KEY)

    def test_kid_matches_inspect(self):
        vp8 = of_codec("vp8")
        for profile, options in (("sframe", ["--key-index", 2**63]),
                                 ("livekit", ["--key-index", 9]),
                                 ("dave", ["--ratchet", 3])):
            with self.subTest(profile):
                key = ["--profile", profile, "--key", KEY]
                sealed = run_json("frame", "seal", *key, *options, *vp8,
                                  stdin=b"x" * 40)
                frame = bytes.fromhex(sealed["frame"])
                seen = run_json("inspect", *vp8, stdin=frame)["profiles"]
                kids = [p["kid"] for p in seen if p["profile"] == profile]
                opened = run_json("frame", "open", *key, *vp8, stdin=frame)
                self.assertEqual([sealed["kid"], opened["kid"]], kids * 2)

    def test_silence_and_empty_frames_pass_through(self):
        done = run_json("frame", "open", "--profile", "dave", "--key", KEY,
                        *of_codec("opus"), stdin=b"\xf8\xff\xfe")
        self.assertEqual(done["status"], "passed_through")
        self.assertEqual(done["plaintext"], "f8fffe")
        for command in ("seal", "open"):
            done = run("frame", command, "--profile", "livekit", "--key", KEY,
                       *of_codec("opus"))
            self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
            self.assertEqual(done.stdout, b"")


class UsageTest(unittest.TestCase):

    def assert_usage(self, *arguments, says, stdin=b"x" * 40):
        done = run("frame", *arguments, stdin=stdin)
        self.assertEqual(done.returncode, sealframe.USAGE, arguments)
        self.assertIn(says, done.stderr.decode())
        self.assertEqual(done.stdout, b"")

    def test_wrong_usage_names_the_problem(self):
        vp8 = of_codec("vp8")
        key = ["--key", KEY]
        self.assert_usage("seal", *vp8, *key, says="--profile")
        self.assert_usage("seal", "--profile", "rot13", *vp8, *key,
                          says="use one of sframe, livekit")
        self.assert_usage("seal", "--profile", "jframe", *key, says="--kind")
        sframe = ["--profile", "sframe"]
        self.assert_usage("seal", *sframe, *key, "--kind", "text",
                          says="neither audio nor video")
        self.assert_usage("seal", *sframe, *vp8, says="none is")
        self.assert_usage("seal", *sframe, *vp8, *key, "--raw-key", KEY,
                          says="several are")
        self.assert_usage("seal", *sframe, *vp8, "--passphrase", "abc",
                          says="profile sframe: give --key")
        self.assert_usage("seal", *sframe, *vp8, *key, "--key-bits", "256",
                          says="--suite")
        self.assert_usage("seal", *sframe, "--kind", "audio", "--key-frame",
                          *key, says="audio has none")
        self.assert_usage("seal", *sframe, *vp8, *key, "--ssrc", 2**32,
                          says="--ssrc")
        self.assert_usage("seal", *sframe, "--kind", "video", "--codec", "theora",
                          *key, says="opus, vp8, vp9")
        self.assert_usage("seal", *sframe, *vp8, *key, "--ratchet", 251,
                          says="--ratchet")
        livekit = ["--profile", "livekit"]
        self.assert_usage("seal", *livekit, *vp8, *key, "--suite",
                          "AES_128_GCM_SHA256_128", says="means nothing")
        self.assert_usage("seal", *livekit, *vp8, *key, "--key-bits", "192",
                          says="--key-bits")
        self.assert_usage("seal", *livekit, *vp8, *key, "--key-index", 256,
                          says="--key-index")
        self.assert_usage("seal", "--profile", "jframe", *vp8, *key,
                          "--key-index", 16, says="--key-index")
        self.assert_usage("seal", "--profile", "dave", *vp8, *key,
                          "--key-index", 1, says="--key-index")
        getstream = ["--profile", "getstream"]
        self.assert_usage("seal", *getstream, *vp8, *key, "--key-index", 256,
                          says="--key-index")
        self.assert_usage("seal", *getstream, *vp8, *key, "--key-bits", "256",
                          says="means nothing")
        self.assert_usage("seal", *getstream, *vp8, *key, "--ratchet", 1,
                          says="do not ratchet")
        self.assert_usage("seal", *getstream, *vp8, "--key", KEY[:-2],
                          says="a key of 15 bytes can be guessed")
        self.assert_usage("seal", *getstream, *vp8, "--key", KEY + "00",
                          says="16 or 32 bytes, not 17")
        self.assert_usage("seal", *getstream, *vp8, "--passphrase", "secret",
                          says="give --key, --raw-key")
        self.assert_usage("seal", "--profile", "jframe", *vp8, *key,
                          "--key-bits", "256", says="means nothing")
        self.assert_usage("seal", "--profile", "dave", *vp8, "--key", KEY + "00",
                          says="use 16")
        for profile in PROFILES:
            for command in ("seal", "open"):
                self.assert_usage(command, "--profile", profile, *vp8, "--key",
                                  "0001", says="a key of 2 bytes can be guessed")
        self.assert_usage("seal", *sframe, *vp8, "--key", "0001", "--ratchet", 1,
                          says="a key of 2 bytes can be guessed")
        self.assert_usage("open", "--profile", "dave", *vp8, "--passphrase",
                          "secret", says="passphrase",
                          stdin=bytes(20) + b"\x01\x0c\xfa\xfa")

    def test_tags_of_four_bytes_seal_video_only_on_request(self):
        for number in ("128_CTR_HMAC_SHA256_32", "256_CTR_HMAC_SHA512_32"):
            flags = ["--profile", "sframe", "--key", KEY, "--suite",
                     "AES_" + number]
            self.assert_usage("seal", *flags, "--kind", "video",
                              says="allow_short_tags")
            for more in (["--kind", "audio"],
                         ["--kind", "video", "--allow-short-tags"]):
                done = run("frame", "seal", *flags, *more, stdin=b"frame")
                self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
                done = run("frame", "open", *flags, *more[:2],
                           stdin=done.stdout)
                self.assertEqual(done.stdout, b"frame")
        self.assert_usage("seal", "--profile", "livekit", "--kind", "video",
                          "--key", KEY, "--allow-short-tags",
                          says="it is for sframe")

    def test_sealing_an_unsupported_or_malformed_frame_is_wrong_usage(self):
        self.assert_usage("seal", "--profile", "livekit", "--key", KEY,
                          *of_codec("av1"), says="unsupported_codec",
                          stdin=bytes.fromhex(FRAMES["av1"]))
        self.assert_usage("seal", "--profile", "getstream", "--key", KEY,
                          *of_codec("h265"), says="unsupported_codec",
                          stdin=bytes.fromhex(FRAMES["h265"]))
        self.assert_usage("seal", "--profile", "dave", "--key", KEY,
                          *of_codec("h264"), says="not_packetizable",
                          stdin=b"no start code")

    def test_a_failed_open_leaves_the_output_file_unchanged(self):
        with tempfile.TemporaryDirectory() as folder:
            frame, out = os.path.join(folder, "frame"), os.path.join(folder,
                                                                     "out")
            for path in (frame, out):
                with open(path, "wb") as file:
                    file.write(b"before")
            for profile in PROFILES:
                done = run("frame", "open", "--profile", profile, "--key", KEY,
                           *of_codec("vp8"), "--in", frame, "--out", out)
                self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)
                self.assertIn(frame, done.stderr.decode())
                with open(out, "rb") as file:
                    self.assertEqual(file.read(), b"before")
            self.assertEqual(sorted(os.listdir(folder)), ["frame", "out"])

    def test_passphrases_may_be_read_from_files(self):
        with tempfile.TemporaryDirectory() as folder:
            secret = os.path.join(folder, "secret")
            with open(secret, "w", encoding="utf-8") as file:
                file.write("correct horse\n")
            sealed = run("frame", "seal", "--profile", "livekit",
                         "--passphrase", "@" + secret, *of_codec("vp8"),
                         stdin=bytes.fromhex(FRAMES["vp8"])).stdout
            done = run("frame", "open", "--profile", "livekit", "--passphrase",
                       "correct horse", *of_codec("vp8"), stdin=sealed)
            self.assertEqual(done.stdout.hex(), FRAMES["vp8"])


if __name__ == "__main__":
    unittest.main()
