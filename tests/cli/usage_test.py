# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests arguments, exit codes and error messages."""

import json
import os
import re
import tempfile
import unittest

from tests.cli import sealframe
from tests.cli.sealframe import run

SUITE = ["--suite", "AES_128_GCM_SHA256_128"]
KEY = ["--base-key", "00" * 16]
SEAL = ["sframe", "seal", *SUITE, *KEY, "--kid", "1", "--ctr", "2"]
OPEN = ["sframe", "open", *SUITE]


class UsageTest(unittest.TestCase):

    def assert_usage(self, *arguments, says):
        done = run(*arguments)
        self.assertEqual(done.returncode, sealframe.USAGE, arguments)
        self.assertIn(says, done.stderr.decode())
        self.assertEqual(done.stdout, b"")

    def test_wrong_usage_names_the_problem(self):
        self.assert_usage(says="Usage")
        self.assert_usage("nonsense", says="nonsense")
        self.assert_usage("sframe", says="sframe seal")
        self.assert_usage(*SEAL, "--nonsense", says="--nonsense")
        self.assert_usage(*SEAL, "--kid", "1", says="twice")
        self.assert_usage(*SEAL, "--in", "a", "b", says="--in is given twice: 'a' and 'b'")
        self.assert_usage(*SEAL, "-x", says="'-x' is not a flag")
        self.assert_usage("kid", "mls", "file", says="'file' is not a flag")
        self.assert_usage(*SEAL, "--base_key", "00", says="mean --base-key?")
        self.assert_usage(*SEAL, "--metdata", "00", says="mean --metadata?")
        self.assert_usage("frame", "seal", "--keyframe",
                          says="mean --key-frame?")
        self.assert_usage("frame", "seal", "--profile", "livekit", "--kind",
                          "audio", "--key", "00" * 16, "--key-index", "256",
                          says="--key-index: 256 is over 255")
        self.assert_usage(*SEAL, "--metadata", says="needs a value")
        self.assert_usage(*SEAL, "--metadata", "abc", says="--metadata")
        self.assert_usage("sframe", "open", *KEY, says="--suite")
        self.assert_usage("sframe", "open", "--suite", "AES", *KEY,
                          says="AES_256_CTR_HMAC_SHA512_32")

    def test_a_mistyped_command_names_the_likely_one(self):
        for words, likely in ((["insepct"], "inspect"), (["frame", "sael"], "frame seal"),
                              (["frmae", "seal"], "frame seal"), (["hlep"], "help"),
                              (["media", "encypt"], "media encrypt"),
                              (["seal"], "frame seal"), (["decrypt"], "media decrypt"),
                              (["keygen"], "key"), (["version"], "--version"),
                              (["key", "generat"], "key generate")):
            self.assert_usage(*words, says=f"did you mean '{likely}'?")
        self.assert_usage("frame", says="use one of frame seal, frame open")
        self.assert_usage("frame", "x", says="use one of frame seal, frame open")

    def test_the_kind_is_required_where_the_clear_bytes_depend_on_it(self):
        self.assert_usage("frame", "seal", "--profile", "livekit", "--key", "00" * 16,
                          says="--kind audio|video is required")
        sealed = run("frame", "seal", "--profile", "sframe", "--key", "00" * 16,
                     stdin=b"hello")
        self.assertEqual(sealed.returncode, sealframe.DONE, sealed.stderr)
        opened = run("frame", "open", "--profile", "sframe", "--key", "00" * 16,
                     stdin=sealed.stdout)
        self.assertEqual(opened.stdout, b"hello")

    def test_a_kind_is_that_of_its_codec(self):
        key = ["--profile", "livekit", "--key", "00" * 16]
        self.assert_usage("frame", "seal", *key, "--kind", "audio", "--codec", "vp8",
                          says="--kind: vp8 is video, not audio")
        self.assert_usage("inspect", *key, "--kind", "video", "--codec", "opus",
                          says="--kind: opus is audio, not video")
        sealed = run("frame", "seal", *key, "--kind", "audio", "--codec", "opus",
                     stdin=b"hello").stdout
        opened = run("frame", "open", *key, "--codec", "opus", stdin=sealed)
        self.assertEqual(opened.stdout, b"hello", opened.stderr)
        done = run("inspect", *key, "--codec", "opus", stdin=sealed)
        self.assertIn("opens: yes", done.stdout.decode())

    def test_failures_are_json_on_standard_output_too(self):
        for arguments, code in ((["sframe", "open", *SUITE, *KEY], sealframe.NOT_AUTHENTIC),
                                (["sframe", "open", *SUITE], sealframe.USAGE),
                                (["sframe", "open", *SUITE, *KEY, "--in", "/none"],
                                 sealframe.INPUT_OUTPUT)):
            done = run(*arguments, "--json", stdin=b"\0" * 40)
            self.assertEqual(done.returncode, code)
            error = json.loads(done.stdout)["error"]
            self.assertEqual(error["command"], "sframe open")
            self.assertEqual(error["exit_code"], code)
            self.assertIn(error["message"], done.stderr.decode())

    def test_an_unsuitable_key_names_its_flag(self):
        for profile, flag, key in (("livekit", "--key", "0011"),
                                   ("jframe", "--raw-key", "00" * 5),
                                   ("getstream", "--key", "00" * 20)):
            for command in (["frame", "seal"], ["frame", "open"], ["inspect"]):
                self.assert_usage(*command, "--profile", profile, "--kind",
                                  "audio", "--codec", "opus", flag, key,
                                  says=f"{flag}: ")

    def test_malformed_numbers_are_wrong_usage(self):
        for kid in ("-1", "1x", "", "0x", str(2**64), "1e3", " 1"):
            self.assert_usage("sframe", "seal", *SUITE, *KEY, "--ctr", "0",
                              f"--kid={kid}", says="--kid")

    def test_version_is_that_of_the_tree(self):
        path = os.path.join(os.environ["TEST_SRCDIR"],
                            os.environ["TEST_WORKSPACE"], "version.bzl")
        with open(path, encoding="utf-8") as file:
            version = re.search(r'^VERSION = "(.+)"$', file.read(), re.MULTILINE)[1]
        done = run("--version")
        self.assertEqual(done.returncode, sealframe.DONE)
        self.assertEqual(done.stdout.decode(), f"sealframe {version}\n")


class FileTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name, content=None):
        path = os.path.join(self.folder, name)
        if content is not None:
            with open(path, "wb") as file:
                file.write(content)
        return path

    def test_the_input_may_be_an_argument_and_two_dashes_end_the_flags(self):
        plain = self.path("--plain", b"hello")
        for arguments in (["--", "--plain"], ["./--plain"], ["--in", "--plain"],
                          ["--in=--plain"]):
            done = run(*SEAL, *arguments, cwd=self.folder)
            self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
            self.assertEqual(run(*OPEN, *KEY, "-", stdin=done.stdout).stdout, b"hello")
        self.assertTrue(os.path.exists(plain))

    def test_a_value_may_be_any_word(self):
        for word in ("help", "--help", "-h"):
            with self.subTest(word):
                done = run(*SEAL, "--out", word, stdin=b"x", cwd=self.folder)
                self.assertEqual((done.returncode, done.stdout), (sealframe.DONE, b""))
                self.assertTrue(os.path.exists(self.path(word)))

    def test_keys_and_data_may_be_read_from_files(self):
        key = self.path("key", b"00" * 16 + b"\n")
        plain, frame = self.path("plain", b"hello"), self.path("frame")
        out = self.path("out")
        done = run(*SEAL, "--in", plain, "--out", frame)
        self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
        done = run(*OPEN, "--base-key", "@" + key, "--in", frame, "--out", out)
        self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
        with open(out, "rb") as file:
            self.assertEqual(file.read(), b"hello")

    def test_unreadable_and_unwritable_files_are_input_output_errors(self):
        missing = self.path("missing")
        for more in (["--in", missing], ["--in", self.folder],
                     ["--out", self.path("no/such/folder")]):
            done = run(*SEAL, *more)
            self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
            self.assertIn(more[1], done.stderr.decode())
        done = run(*OPEN, "--base-key", "@" + missing)
        self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)

    def test_a_failure_leaves_the_output_file_unchanged(self):
        out = self.path("out", b"before")
        done = run(*OPEN, *KEY, "--out", out, stdin=b"\x00" * 40)
        self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)
        with open(out, "rb") as file:
            self.assertEqual(file.read(), b"before")
        self.assertEqual(os.listdir(self.folder), ["out"])


if __name__ == "__main__":
    unittest.main()
