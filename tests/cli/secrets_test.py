# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests where keys and passphrases come from, and in which form."""

import base64
import fcntl
import os
import shutil
import stat
import subprocess
import tempfile
import unittest

from tests.cli import sealframe
from tests.cli.sealframe import run, run_json

KEY = bytes(range(16))
DERIVE = ["key", "derive", "--suite", "AES_128_GCM_SHA256_128", "--kid", "7"]
FRAME = ["--profile", "livekit", "--kind", "audio", "--codec", "opus"]

# A program in the place of sealframe-av. It lists all that it can see of a key.
HELPER = """#!/bin/sh
{ env; tr '\\0' '\\n' < /proc/$PPID/environ; ls /proc/$$/fd; } >> "$(dirname "$0")/seen"
exit 2
"""
MATROSKA = b"\x1a\x45\xdf\xa3" + bytes(60)


class SecretsTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, content):
        path = os.path.join(self.folder, "secret")
        with open(path, "wb") as file:
            file.write(content)
        return path

    def derived(self, key, *flags, **options):
        """derived returns the base key that a command read, in hex."""
        done = run(*DERIVE, "--base-key", key, *flags, **options)
        self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
        return done.stdout.decode().split()[-1]

    def refused(self, key, *flags, **options):
        """refused returns the error for a key."""
        done = run(*DERIVE, "--base-key", key, *flags, **options)
        self.assertEqual(done.returncode, sealframe.USAGE, done.stdout)
        self.assertEqual(done.stdout, b"")
        return done.stderr.decode()

    def test_a_key_comes_from_a_file_standard_input_a_variable_or_a_descriptor(self):
        text = KEY.hex().encode()
        self.assertEqual(self.derived("@" + self.path(text + b"\r\n")), KEY.hex())
        for source in ("@-", "fd:0", "@/dev/stdin"):
            self.assertEqual(self.derived(source, stdin=text), KEY.hex())
        self.assertEqual(self.derived("env:MY_KEY", env={"MY_KEY": KEY.hex()}), KEY.hex())
        with open(self.path(text), "rb") as file:
            self.assertEqual(
                self.derived(f"fd:{file.fileno()}", pass_fds=[file.fileno()]), KEY.hex())

    @unittest.skipIf(sealframe.RUN_UNDER, "/proc has the emulator's environment")
    def test_a_program_that_reads_media_files_gets_no_key(self):
        alone, helper = (os.path.join(self.folder, name)
                         for name in ("sealframe", "sealframe-av"))
        shutil.copy(sealframe.PROGRAM, alone)
        with open(helper, "w", encoding="ascii") as file:
            file.write(HELPER)
        os.chmod(helper, stat.S_IRWXU)
        encrypt = [alone, "media", "encrypt", "--profile", "sframe", "--in",
                   self.path(MATROSKA), "--key"]
        environment = {**os.environ, "TMPDIR": self.folder, "MY_KEY": KEY.hex()}
        with tempfile.TemporaryFile() as file:
            file.write(KEY.hex().encode())
            file.seek(0)
            number = fcntl.fcntl(file.fileno(), fcntl.F_DUPFD, 57)
            for source in ("env:MY_KEY", f"fd:{number}"):
                done = subprocess.run([*encrypt, source], env=environment, pass_fds=[number],
                                      capture_output=True, timeout=120, check=False)
                self.assertIn("sealframe-av is not of this version", done.stderr.decode())
                with open(os.path.join(self.folder, "seen"), encoding="ascii") as seen:
                    lines = seen.read().split("\n")
                self.assertEqual("MY_KEY=" + KEY.hex() in lines, source != "env:MY_KEY")
                self.assertEqual(str(number) in lines, source == "env:MY_KEY")
                os.unlink(os.path.join(self.folder, "seen"))
            os.close(number)

    def test_a_key_may_be_hex_base64_or_raw(self):
        for text in ("0x" + KEY.hex(), KEY.hex(" "), KEY.hex(":"), KEY.hex().upper()):
            self.assertEqual(self.derived(text), KEY.hex())
        for text in (base64.b64encode(KEY), base64.urlsafe_b64encode(KEY).rstrip(b"=")):
            self.assertEqual(self.derived("@" + self.path(text + b"\n"), "--key-format",
                                          "base64"), KEY.hex())
        self.assertEqual(self.derived("@" + self.path(KEY), "--key-format", "raw"), KEY.hex())
        self.assertEqual(self.derived("text:@secret", "--key-format", "raw"),
                         b"@secret".hex())

    def test_an_error_says_what_was_seen(self):
        for text, says in ((b"", "the key is empty"), (b"0", "an odd number"),
                           (base64.b64encode(KEY), "look like base64: add --key-format"),
                           (b"\1" * 16, "16 bytes that are not text"),
                           (b"hello, world", "characters that are not hex")):
            error = self.refused("@" + self.path(text))
            self.assertIn("--base-key: ", error)
            self.assertIn(says, error)
            if text.isalpha():
                self.assertNotIn(text.decode(), error)
        path = self.path(KEY)
        self.assertIn(f"to read it, give @{path}", self.refused(path))
        self.assertIn("neither hex, base64 nor raw", self.refused("00", "--key-format", "x"))
        self.assertIn("no variable 'NONE'", self.refused("env:NONE"))
        self.assertIn("number of an open file", self.refused("fd:x"))

    def test_an_endless_key_is_refused(self):
        self.assertIn("it is no key", self.refused("@/dev/zero"))
        # A pipe gives a key in pieces, of up to 64 KiB.
        self.assertIn("it is no key", self.refused("@-", stdin=b"0" * ((1 << 16) + 1)))

    def test_standard_input_is_read_once(self):
        done = run("frame", "open", *FRAME, "--key", "fd:0", stdin=b"00" * 16)
        self.assertEqual(done.returncode, sealframe.USAGE)
        self.assertIn("standard input was read for --key", done.stderr.decode())

    def test_a_passphrase_is_its_text_without_the_line_end(self):
        sealed = run("frame", "seal", *FRAME, "--passphrase", "@secret's", stdin=b"hello")
        self.assertEqual(sealed.returncode, sealframe.INPUT_OUTPUT)
        sealed = run("frame", "seal", *FRAME, "--passphrase", "text:@secret's",
                     stdin=b"hello")
        self.assertEqual(sealed.returncode, sealframe.DONE, sealed.stderr)
        for content in (b"@secret's", b"@secret's\n", b"@secret's\r\n"):
            opened = run("frame", "open", *FRAME, "--passphrase", "@" + self.path(content),
                         stdin=sealed.stdout)
            self.assertEqual(opened.stdout, b"hello", opened.stderr)
        opened = run("frame", "open", *FRAME, "--passphrase", "@" + self.path(b"@secret's\n\n"),
                     stdin=sealed.stdout)
        self.assertEqual(opened.returncode, sealframe.NOT_AUTHENTIC)
        opened = run("frame", "open", *FRAME, "--passphrase", "env:WORDS", stdin=sealed.stdout,
                     env={"WORDS": "@secret's"})
        self.assertEqual(opened.stdout, b"hello", opened.stderr)

    def test_a_passphrase_that_names_a_file_is_taken_with_a_warning(self):
        path = self.path(b"from the file")
        seal = ["frame", "seal", *FRAME, "--passphrase"]
        sealed = run(*seal, path, stdin=b"hello")
        self.assertEqual(sealed.returncode, sealframe.DONE)
        self.assertIn(f"warning: --passphrase: '{path}' is the passphrase itself",
                      sealed.stderr.decode())
        self.assertIn(f"to read it, give @{path}", sealed.stderr.decode())
        opened = run("frame", "open", *FRAME, "--passphrase", "text:" + path,
                     stdin=sealed.stdout)
        self.assertEqual((opened.stdout, opened.stderr), (b"hello", b""))
        for given in ("@" + path, "text:" + path, "no such file"):
            self.assertEqual(run(*seal, given, stdin=b"hello").stderr, b"", given)

    def test_other_keys_are_in_the_same_form(self):
        sealed = run("frame", "seal", *FRAME, "--key", KEY.hex(), stdin=b"hello")
        others = "bob=" + base64.b64encode(KEY).decode()
        done = run("inspect", *FRAME, "--key-format", "base64", "--key", "AAAAAAAAAAAAAAAAAAAAAA",
                   "--other-keys", others, stdin=sealed.stdout)
        self.assertIn("bob", done.stdout.decode())
        done = run("inspect", *FRAME, "--key", "00" * 16, "--other-keys", others,
                   stdin=sealed.stdout)
        self.assertEqual(done.returncode, sealframe.USAGE)
        self.assertIn("give NAME=KEY", done.stderr.decode())

    def test_generated_keys_have_the_size_of_the_suite_and_differ(self):
        for suite, size in (("AES_128_GCM_SHA256_128", 16), ("AES_256_GCM_SHA512_128", 32)):
            keys = {run("key", "generate", "--suite", suite).stdout for _ in range(3)}
            self.assertEqual(len(keys), 3)
            self.assertEqual({len(bytes.fromhex(key.decode())) for key in keys}, {size})
        self.assertEqual(len(run("key", "generate").stdout), 33)
        self.assertEqual(len(run_json("key", "generate")["key"]), 32)


if __name__ == "__main__":
    unittest.main()
