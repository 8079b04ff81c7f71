# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs each command of docs/command-line.md in order and checks its output."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest

from tests.cli import sealframe

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def steps(page):
    """steps yields each command on a page with the output shown for it."""
    for block in BLOCK.findall(page):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            yield command, output


class DocsTest(unittest.TestCase):

    def test_every_documented_command_prints_the_documented_output(self):
        with open(sealframe.ROOT + "/docs/command-line.md",
                  encoding="utf-8") as file:
            page = file.read()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for name in ("vp8.ivf", "h264.h264"):
            shutil.copy(sealframe.media(name), folder.name)
        # Cross-compiled programs run under an emulator.
        program = os.path.join(folder.name, "sealframe")
        with open(program, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\nexec " + " ".join(
                [*sealframe.RUN_UNDER, sealframe.PROGRAM]) + ' "$@"\n')
        os.chmod(program, 0o755)
        path = folder.name + os.pathsep + os.environ["PATH"]
        found = list(steps(page))
        self.assertGreater(len(found), 20)
        for command, output in found:
            done = subprocess.run(
                ["bash", "-c", command], cwd=folder.name, timeout=60,
                env={**os.environ, "PATH": path}, capture_output=True,
                check=False)
            with self.subTest(command=command):
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(done.stdout.decode().rstrip("\n"),
                                 output.rstrip("\n"))


if __name__ == "__main__":
    unittest.main()
