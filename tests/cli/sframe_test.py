# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests `sframe`, `key derive` and `kid` against known answers."""

import unittest

from tests.cli import sealframe
from tests.cli.sealframe import run, run_json, vectors


class SealAndOpenTest(unittest.TestCase):

    def test_frames_match_an_independent_implementation(self):
        # One per suite and result. sframe_frame_test.cc runs them all.
        chosen = {}
        for v in vectors("sframe_independent.txt"):
            chosen.setdefault((v["suite"], v.get("reason"), v["metadata"] != ""),
                              v)
        self.assertGreaterEqual(len(chosen), 8 * 5)
        for v in chosen.values():
            common = ["--suite", v["suite_name"], "--base-key", v["base_key"],
                      "--metadata", v["metadata"]]
            opened = run("sframe", "open", *common,
                         stdin=bytes.fromhex(v["frame"]))
            if v["result"] == "invalid":
                self.assertEqual(opened.returncode, sealframe.NOT_AUTHENTIC, v)
                self.assertEqual(opened.stdout, b"")
                continue
            self.assertEqual(opened.stdout.hex(), v["plaintext"], v)
            frame = run("sframe", "seal", *common, "--kid", v["kid"], "--ctr",
                        v["ctr"], stdin=bytes.fromhex(v["plaintext"]))
            self.assertEqual(frame.stdout.hex(), v["frame"], v)

    def test_opens_the_published_frames(self):
        found = vectors("sframe_frame.txt")
        self.assertEqual(len(found), 8)
        for v in found:
            opened = run("sframe", "open", "--suite", v["suite_name"],
                         "--base-key", v["base_key"], "--metadata",
                         v["metadata"], stdin=bytes.fromhex(v["frame"]))
            self.assertEqual(opened.stdout.hex(), v["plaintext"])

    def test_json_has_the_frame_and_its_header_fields(self):
        common = ["--suite", "AES_128_GCM_SHA256_128", "--base-key", "00" * 16]
        made = run_json("sframe", "seal", *common, "--kid", 2**64 - 1, "--ctr",
                        "0x10", stdin=b"hello")
        self.assertEqual(made["kid"], str(2**64 - 1))
        self.assertEqual(made["ctr"], "16")
        self.assertEqual(made["header_size"], 10)
        frame = bytes.fromhex(made["frame"])
        seen = run_json("sframe", "inspect", stdin=frame)
        self.assertEqual(seen["kid"], made["kid"])
        self.assertEqual(seen["ctr"], made["ctr"])
        self.assertEqual(seen["ciphertext_size"], len(b"hello") + 16)
        opened = run_json("sframe", "open", *common, stdin=frame)
        self.assertEqual(bytes.fromhex(opened["plaintext"]), b"hello")

    def test_inspect_refuses_a_malformed_header(self):
        for frame in (b"", b"\x80", b"\x80\x07", b"\x08"):
            self.assertEqual(run("sframe", "inspect", stdin=frame).returncode,
                             sealframe.NOT_AUTHENTIC)


class KeyTest(unittest.TestCase):

    def derive(self, v, *more):
        return run_json("key", "derive", "--suite", v["suite_name"], "--kid",
                        v["kid"], "--base-key", v["base_key"], *more)

    def test_derives_the_published_keys(self):
        for v in vectors("sframe_frame.txt"):
            keys = self.derive(v)
            self.assertEqual(keys["sframe_key"], v["sframe_key"])
            self.assertEqual(keys["sframe_salt"], v["sframe_salt"])
            self.assertEqual(keys["base_key"], v["base_key"])

    def test_derives_a_ratcheted_key(self):
        # From RFC 9605, Section 5.1, by an independent implementation.
        keys = run_json("key", "derive", "--suite",
                        "AES_128_CTR_HMAC_SHA256_80", "--kid", 0, "--base-key",
                        "000102030405060708090a0b0c0d0e0f", "--ratchet", 1)
        self.assertEqual(
            keys["base_key"],
            "fb75d8d5782da6c6cbf18ac43eca5da9e47f7e6ac7926a78e486226bd2af0f87")

    def test_derives_a_ratcheted_per_ssrc_key(self):
        keys = run_json("key", "derive", "--suite", "AES_128_GCM_SHA256_128",
                        "--kid", 0, "--base-key",
                        "000102030405060708090a0b0c0d0e0f", "--ssrc",
                        "0x12345678", "--ratchet", 1)
        self.assertEqual(
            keys["base_key"],
            "a8c48a47a6536eda200b4e94e8eaa6602f4f2266bd66284490229540f93127ab")

    def test_builds_sender_key_and_mls_kids(self):
        sender = run_json("kid", "sender-key", "--generation", 2, "--step", 3,
                          "--ratchet-bits", 4)
        self.assertEqual(sender, {"kid": "35"})
        mls = run_json("kid", "mls", "--context", 3, "--index", 2, "--epoch",
                       16, "--sender-bits", 6, "--epoch-bits", 4)
        self.assertEqual(mls, {"kid": str(0xc20)})
        text = run("kid", "mls", "--context", 0, "--index", 3, "--epoch", 14,
                   "--sender-bits", 6, "--epoch-bits", 4)
        self.assertIn(b"62", text.stdout)

    def test_refuses_kids_that_do_not_fit(self):
        done = run("kid", "mls", "--context", 0, "--index", 64, "--epoch", 0,
                   "--sender-bits", 6, "--epoch-bits", 4)
        self.assertEqual(done.returncode, sealframe.USAGE)
        self.assertIn(b"does not fit", done.stderr)


if __name__ == "__main__":
    unittest.main()
