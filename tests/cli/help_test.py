# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests help, the manual and completion, which are made from the same tables."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest

from tests.cli import sealframe
from tests.cli.sealframe import run

COMMANDS = ("demo", "bench", "inspect", "frame seal", "frame open", "sframe seal",
            "sframe open", "sframe inspect", "key generate", "key derive",
            "kid sender-key", "kid mls", "media encrypt", "media decrypt",
            "completion bash", "completion zsh", "completion fish", "man")


def output(*arguments):
    """output returns what a command prints, which must succeed."""
    done = run(*arguments)
    assert done.returncode == sealframe.DONE, done.stderr
    assert not done.stderr, done.stderr
    return done.stdout.decode()


def complete(*words):
    """complete returns what bash proposes for the last of `words`."""
    script = ("source <(printf %s \"$SCRIPT\"); COMP_WORDS=(sealframe \"$@\"); "
              "COMP_CWORD=$#; _sealframe; printf '%s\\n' \"${COMPREPLY[@]}\"")
    done = subprocess.run(["bash", "-c", script, "bash", *words], check=True, timeout=60,
                          env={**os.environ, "SCRIPT": output("completion", "bash")},
                          capture_output=True)
    assert not done.stderr, done.stderr
    return done.stdout.decode().split()


class HelpTest(unittest.TestCase):

    def test_every_command_has_help(self):
        overview = output("help")
        for command in COMMANDS:
            self.assertIn(f"\n  {command} ", overview)
            text = output(*command.split(), "--help")
            self.assertTrue(text.startswith(f"Usage: sealframe {command}"), text)
            self.assertEqual(output("help", *command.split()), text)
            self.assertEqual(output(*command.split(), "-h"), text)
        self.assertEqual(overview.count("\n  "), len(COMMANDS) + overview.count("\n    "))
        self.assertEqual(output("--help"), overview)
        self.assertEqual(output("help", "help"), overview)

    def test_a_group_has_help(self):
        for text in (output("frame", "--help"), output("help", "frame")):
            self.assertIn("frame open", text)
            self.assertNotIn("media", text)
            self.assertNotIn("Exit codes", text)
            self.assertTrue(text.startswith("Usage: sealframe frame COMMAND"), text)

    def test_examples_show_no_key(self):
        for text in (output("man"), *(output("help", *c.split()) for c in COMMANDS)):
            self.assertNotRegex(text, r"[0-9a-f]{16}")

    def test_help_names_the_suites(self):
        for command in ("key generate", "frame seal", "sframe open"):
            self.assertIn("AES_256_CTR_HMAC_SHA512_32", output("help", *command.split()))

    def test_help_about_an_unknown_command_names_the_likely_one(self):
        done = run("help", "fraem", "seal")
        self.assertEqual(done.returncode, sealframe.USAGE)
        self.assertIn("did you mean 'frame seal'?", done.stderr.decode())

    def test_help_fits_80_columns(self):
        for command in ("", *COMMANDS):
            for line in output("help", *command.split()).splitlines():
                # An example may be a long line, as may a long list of choices.
                if not line.startswith("  sealframe") and " " in line.strip():
                    self.assertLess(len(line), 80, line)

    def test_the_manual_has_every_command_and_flag(self):
        manual = output("man").replace("\\-", "-")
        self.assertTrue(manual.startswith(".TH SEALFRAME 1"))
        for command in COMMANDS:
            self.assertIn(f".SS {command}\n", manual)
            for flag in re.findall(r"^  (--[a-z0-9-]+)", output("help", *command.split()),
                                   re.MULTILINE):
                self.assertIn(f".B {flag}", manual)

    def test_the_manual_has_no_error_of_form(self):
        if shutil.which("groff") is None:
            self.skipTest("groff is not installed")
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z"], timeout=60,
                              input=output("man").encode(), capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, b""))


class CompletionTest(unittest.TestCase):

    def test_bash_completes_commands(self):
        self.assertEqual(complete("fra"), ["frame"])
        self.assertEqual(complete("media", ""), ["encrypt", "decrypt"])
        self.assertIn("inspect", complete("help", "i"))
        self.assertEqual(complete("help", "media", ""), ["encrypt", "decrypt"])
        self.assertIn("--version", complete("--"))

    def test_bash_completes_flags_of_the_command(self):
        flags = complete("frame", "seal", "--")
        for flag in re.findall(r"^  (--[a-z0-9-]+)", output("help", "frame", "seal"),
                               re.MULTILINE):
            self.assertIn(flag, flags)
        self.assertEqual(complete("kid", "mls", "--con"), ["--context"])

    def test_bash_completes_values_and_files(self):
        self.assertEqual(complete("frame", "seal", "--profile", "l"), ["livekit"])
        self.assertEqual(complete("inspect", "--kind", ""), ["audio", "video"])
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "some.key")
            with open(path, "wb"):
                pass
            self.assertEqual(complete("frame", "open", "--in", folder + "/so"), [path])
            self.assertEqual(complete("frame", "open", "--key", f"@{folder}/so"),
                             ["@" + path])

    def test_the_scripts_of_other_shells_parse_where_these_are_installed(self):
        for shell in ("zsh", "fish"):
            with self.subTest(shell):
                script = output("completion", shell)
                self.assertIn("key-format", script)
                if shutil.which(shell) is not None:
                    subprocess.run([shell, "-n"], input=script.encode(), timeout=60,
                                   check=True)


if __name__ == "__main__":
    unittest.main()
