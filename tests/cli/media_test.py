# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""`media encrypt` and `media decrypt` on real files, with ffprobe as a judge."""

import os
import subprocess
import tempfile
import unittest

from tests.cli import sealframe
from tests.cli.sealframe import media, run

KEY = ["--profile", "sframe", "--key", "0123456789abcdef" * 2]


def packets(path):
    """packets returns how many packets ffprobe finds in a container."""
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-count_packets", "-show_entries",
         "stream=nb_read_packets", "-of", "csv=p=0", path],
        capture_output=True, timeout=60, check=True)
    return int(done.stdout)


def decoded_frames(path):
    """decoded_frames returns how many frames come out of a decoder."""
    done = subprocess.run(
        ["ffprobe", "-v", "quiet", "-count_frames", "-show_entries",
         "stream=nb_read_frames", "-of", "csv=p=0", path],
        capture_output=True, timeout=60, check=False)
    text = done.stdout.decode().strip()
    return int(text) if text.isdigit() else 0


class MediaTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def round_trip(self, name, *more):
        sealed, opened = self.path("sealed_" + name), self.path("opened_" + name)
        done = run("media", "encrypt", *KEY, *more, "--in", media(name), "--out",
                   sealed)
        self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
        suite = [a for a in more if a not in ("--kid", "9")]
        done = run("media", "decrypt", *KEY, *suite, "--in", sealed, "--out",
                   opened)
        self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
        with open(media(name), "rb") as a, open(opened, "rb") as b:
            self.assertEqual(a.read(), b.read())
        return sealed

    def test_every_container_comes_back_byte_for_byte(self):
        for name in ("vp8.ivf", "vp9.ivf", "av1.ivf", "opus.ogg", "h264.h264",
                     "h265.h265"):
            self.round_trip(name)
        self.round_trip("opus.ogg", "--suite", "AES_128_CTR_HMAC_SHA256_32",
                        "--kid", "9")

    def test_the_container_stays_readable_and_nothing_decodes(self):
        for name in ("vp8.ivf", "opus.ogg"):
            sealed = self.round_trip(name)
            self.assertEqual(packets(sealed), packets(media(name)), name)
        self.assertGreater(decoded_frames(media("vp8.ivf")), 0)
        self.assertEqual(decoded_frames(self.path("sealed_vp8.ivf")), 0)

    def test_two_encryptions_of_a_file_share_no_counter(self):
        first = self.round_trip("opus.ogg")
        with open(first, "rb") as file:
            before = file.read()
        self.round_trip("opus.ogg")
        with open(first, "rb") as file:
            self.assertNotEqual(file.read(), before)

    def test_a_wrong_key_or_an_altered_file_opens_nothing(self):
        sealed = self.round_trip("vp8.ivf")
        out = self.path("out")
        done = run("media", "decrypt", "--profile", "sframe", "--key", "00" * 16,
                   "--in", sealed, "--out", out)
        self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)
        self.assertIn("frame 0: not_authentic", done.stderr.decode())
        self.assertFalse(os.path.exists(out))
        with open(sealed, "r+b") as file:
            file.seek(-1, os.SEEK_END)
            last = file.read(1)[0]
            file.seek(-1, os.SEEK_END)
            file.write(bytes([last ^ 1]))
        done = run("media", "decrypt", *KEY, "--in", sealed, "--out", out)
        self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)
        self.assertFalse(os.path.exists(out))

    def test_what_is_no_media_file_is_refused(self):
        with open(media("vp8.ivf"), "rb") as file:
            whole = file.read()
        for content in (b"", b"DKIF", b"OggS" * 10, whole[:1000], b"\x00" * 99):
            for command in ("encrypt", "decrypt"):
                done = run("media", command, *KEY, stdin=content)
                self.assertIn(done.returncode,
                              (sealframe.INPUT_OUTPUT, sealframe.NOT_AUTHENTIC))
                self.assertEqual(done.stdout, b"")
                self.assertIn("standard input", done.stderr.decode())

    def test_unknown_profiles_are_refused(self):
        done = run("media", "encrypt", "--profile", "none", "--key", "00")
        self.assertEqual(done.returncode, sealframe.USAGE)


if __name__ == "__main__":
    unittest.main()
