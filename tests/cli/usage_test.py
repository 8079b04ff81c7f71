# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests exit codes, error messages, and that output files are written entirely or
not at all."""

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
        self.assert_usage(*SEAL, "file", says="file")
        self.assert_usage(*SEAL, "file", says="--in names the input file")
        self.assert_usage(*SEAL, "--base_key", "00", says="mean --base-key?")
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

    def test_malformed_keys_are_wrong_usage(self):
        for key in ("", "0", "xx", "0x00", "@/dev/null"):
            self.assert_usage(*OPEN, f"--base-key={key}", says="--base-key")

    def test_version_is_that_of_the_tree(self):
        path = os.path.join(os.environ["TEST_SRCDIR"],
                            os.environ["TEST_WORKSPACE"], "version.bzl")
        with open(path, encoding="utf-8") as file:
            version = re.search(r'^VERSION = "(.+)"$', file.read(), re.MULTILINE)[1]
        done = run("--version")
        self.assertEqual(done.returncode, sealframe.DONE)
        self.assertEqual(done.stdout.decode(), f"sealframe {version}\n")

    def test_every_command_has_help(self):
        overview = run("help")
        self.assertEqual(overview.returncode, sealframe.DONE)
        for command in ("demo", "bench", "inspect", "frame seal", "frame open",
                        "sframe seal", "sframe open",
                        "sframe inspect", "key derive", "kid sender-key",
                        "kid mls", "media encrypt", "media decrypt"):
            self.assertIn(f"\n  {command} ", overview.stdout.decode())
            done = run(*command.split(), "--help")
            self.assertEqual(done.returncode, sealframe.DONE)
            self.assertIn(f"Usage: sealframe {command}", done.stdout.decode())


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

    def test_output_may_be_a_device(self):
        done = run(*SEAL, "--out", "/dev/null", stdin=b"x")
        self.assertEqual(done.returncode, sealframe.DONE)
        self.assertTrue(os.path.exists("/dev/null"))


if __name__ == "__main__":
    unittest.main()
