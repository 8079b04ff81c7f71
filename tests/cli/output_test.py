# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests that outputs are written whole or not at all, keep their permissions, and that no
write fails unnoticed."""

import errno
import json
import os
import pty
import shutil
import stat
import subprocess
import tempfile
import unittest

from tests.cli import sealframe
from tests.cli.sealframe import media, run

KEY = ["--base-key", "00" * 16]
SUITE = ["--suite", "AES_128_GCM_SHA256_128"]
SEAL = ["sframe", "seal", *SUITE, *KEY, "--kid", "1", "--ctr", "2"]
OPEN = ["sframe", "open", *SUITE, *KEY]
MEDIA = ["--profile", "sframe", "--key", "00" * 16]


class OutputTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name, content=None, mode=None):
        path = os.path.join(self.folder, name)
        if content is not None:
            with open(path, "wb") as file:
                file.write(content)
        if mode is not None:
            os.chmod(path, mode)
        return path

    def mode(self, path):
        return stat.S_IMODE(os.stat(path).st_mode)

    def read(self, path):
        with open(path, "rb") as file:
            return file.read()

    def done(self, *arguments, **options):
        done = run(*arguments, **options)
        self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
        return done.stdout

    def test_a_failure_leaves_the_output_file_unchanged(self):
        out = self.path("out", b"before")
        done = run(*OPEN, "--out", out, stdin=b"\x00" * 40)
        self.assertEqual(done.returncode, sealframe.NOT_AUTHENTIC)
        self.assertEqual(self.read(out), b"before")
        self.assertEqual(os.listdir(self.folder), ["out"])

    def test_output_may_be_a_device(self):
        self.done(*SEAL, "--out", "/dev/null", stdin=b"x")
        self.assertTrue(os.path.exists("/dev/null"))

    def test_a_replaced_file_keeps_its_permissions(self):
        for mode in (0o600, 0o640, 0o666):
            out = self.path("out", b"before", mode)
            self.done(*SEAL, "--out", out, stdin=b"x")
            self.assertEqual(self.mode(out), mode)

    def test_media_in_the_clear_belong_to_their_owner_only(self):
        frame, plain = self.path("frame"), self.path("plain")
        self.done(*SEAL, "--out", frame, stdin=b"x", preexec_fn=lambda: os.umask(0o022))
        self.done(*OPEN, "--out", plain, "--in", frame, preexec_fn=lambda: os.umask(0))
        self.assertEqual((self.mode(frame), self.mode(plain)), (0o644, 0o600))
        sealed, opened = self.path("sealed"), self.path("opened")
        self.done("media", "encrypt", *MEDIA, media("vp8.ivf"), "--out", sealed,
                  preexec_fn=lambda: os.umask(0o022))
        self.done("media", "decrypt", *MEDIA, sealed, "--out", opened)
        self.assertEqual((self.mode(sealed), self.mode(opened)), (0o644, 0o600))

    def test_a_symbolic_link_is_followed(self):
        target, link = self.path("target", b"before", 0o640), self.path("link")
        os.symlink("target", link)
        self.done(*OPEN, "--out", link, stdin=self.done(*SEAL, stdin=b"hello"))
        self.assertTrue(os.path.islink(link))
        self.assertEqual((self.read(target), self.mode(target)), (b"hello", 0o640))
        os.symlink("none", self.path("dangling"))
        done = run(*SEAL, "--out", self.path("dangling"), stdin=b"x")
        self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)

    def seal_as_another_user(self, out, **user):
        """seal_as_another_user has a user other than the superuser, who may write any file,
        run a copy of the program."""
        with tempfile.TemporaryDirectory(dir="/tmp") as folder:
            os.chmod(folder, 0o755)
            program = shutil.copy(sealframe.PROGRAM, folder)
            user = {"user": "nobody", **user} if os.geteuid() == 0 else {}
            try:
                return subprocess.run([program, *SEAL, "--out", out], input=b"x",
                                      timeout=60, capture_output=True, check=False, **user)
            except OSError as error:
                if error.errno not in (errno.EINVAL, errno.EPERM):
                    raise
                self.skipTest("this sandbox has no other user")

    def open_folder(self):
        """open_folder returns a folder in which all users may write."""
        folder = tempfile.TemporaryDirectory(dir="/tmp")
        self.addCleanup(folder.cleanup)
        os.chmod(folder.name, 0o777)
        return folder.name

    @unittest.skipIf(sealframe.RUN_UNDER, "the emulator is out of the other user's reach")
    def test_a_read_only_file_is_not_replaced(self):
        out = self.path(os.path.join(self.open_folder(), "out"), b"before", 0o444)
        done = self.seal_as_another_user(out)
        self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT, done.stderr)
        self.assertIn("Permission denied", done.stderr.decode())
        self.assertEqual(self.read(out), b"before")

    @unittest.skipIf(sealframe.RUN_UNDER, "the emulator is out of the other user's reach")
    def test_a_replaced_file_keeps_its_group_or_loses_its_permissions(self):
        # A member of the file's group, and a user who is not.
        group = 100 if os.geteuid() == 0 else os.getgroups()[-1]
        for groups, mode, kept in (([group], 0o660, 0o660), ([], 0o662, 0o622)):
            if os.geteuid() != 0 and not groups:
                continue
            out = self.path(os.path.join(self.open_folder(), "out"), b"before")
            os.chown(out, -1, group)
            os.chmod(out, mode)
            done = self.seal_as_another_user(out, extra_groups=groups)
            self.assertEqual(done.returncode, sealframe.DONE, done.stderr)
            self.assertEqual(os.stat(out).st_gid == group, bool(groups))
            self.assertEqual(self.mode(out), kept)

    def test_every_write_to_a_full_device_is_an_error(self):
        frame = self.done(*SEAL, stdin=b"hello")
        for arguments in (["help"], ["--version"], ["frame", "seal", "--help"], ["man"],
                          ["completion", "bash"], ["key", "generate"],
                          ["key", "derive", *SUITE, *KEY, "--kid", "0"],
                          ["kid", "mls", "--context", "0", "--index", "0", "--epoch", "0",
                           "--sender-bits", "1", "--epoch-bits", "1", "--json"],
                          ["sframe", "inspect"], ["inspect", "--kind", "audio"],
                          ["inspect", "--kind", "audio", "--json"], [*OPEN], [*OPEN, "--json"],
                          ["inspect", media("vp8.ivf"), "--json"],
                          ["media", "encrypt", *MEDIA, media("vp8.ivf")]):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                done = run(*arguments, stdin=frame, capture_output=False, stdout=full,
                           stderr=subprocess.PIPE)
                self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)
                self.assertIn("No space left on device", done.stderr.decode())
        done = run(*SEAL, "--out", "/dev/full", stdin=b"x")
        self.assertEqual(done.returncode, sealframe.INPUT_OUTPUT)

    def test_an_error_that_cannot_be_written_keeps_its_exit_code(self):
        for arguments, code in (([], sealframe.USAGE), (["none"], sealframe.USAGE),
                                (["frame", "seal", "--none"], sealframe.USAGE),
                                ([*SEAL, "--in", "/none"], sealframe.INPUT_OUTPUT)):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                done = run(*arguments, capture_output=False, stdout=subprocess.PIPE,
                           stderr=full)
                self.assertEqual(done.returncode, code)

    def test_json_is_json_whatever_a_file_is_called(self):
        for name, shown in ((b"/none/\xff\"\\\n", "/none/\ufffd\"\\\n"),
                            ("/none/é€\U0001f511".encode(), "/none/é€\U0001f511"),
                            (b"/none/\xed\xa0\x80", "/none/" + 3 * "\ufffd"),
                            (b"/none/\xe2\x82", "/none/" + 2 * "\ufffd")):
            done = run(*SEAL, "--json", "--in", os.fsdecode(name))
            message = json.loads(done.stdout.decode())["error"]["message"]
            self.assertIn(f"cannot open {shown}: ", message)

    def terminal(self, *arguments, stdin):
        """terminal runs a command whose standard output is a terminal, and returns its
        exit code, errors, and what the terminal got."""
        master, slave = pty.openpty()
        try:
            done = run(*arguments, stdin=stdin, capture_output=False, stdout=slave,
                       stderr=subprocess.PIPE)
            os.set_blocking(master, False)
            try:
                shown = os.read(master, 1 << 16)
            except BlockingIOError:
                shown = b""
            return done.returncode, done.stderr.decode(), shown
        finally:
            os.close(master)
            os.close(slave)

    def test_a_terminal_gets_text_only_unless_it_is_named(self):
        for arguments in ([*SEAL], ["media", "encrypt", *MEDIA, media("vp8.ivf")]):
            code, error, shown = self.terminal(*arguments, stdin=b"\0" * 99)
            self.assertEqual((code, shown), (sealframe.USAGE, b""))
            self.assertIn("standard output is a terminal", error)
        code, _, shown = self.terminal(*OPEN, stdin=self.done(*SEAL, stdin=b"hello"))
        self.assertEqual((code, shown), (sealframe.DONE, b"hello"))
        code, _, shown = self.terminal(*OPEN, stdin=self.done(*SEAL, stdin=b"\33[2J"))
        self.assertEqual((code, shown), (sealframe.USAGE, b""))
        code, _, shown = self.terminal(*SEAL, "--out", "-", stdin=b"hello")
        self.assertEqual(code, sealframe.DONE)
        self.assertGreater(len(shown), 16)


if __name__ == "__main__":
    unittest.main()
