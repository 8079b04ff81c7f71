# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Sealframe installed under a prefix, and programs built outside Bazel."""

import os
import subprocess
import tarfile
import tempfile

HOOK = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"],
                    "hooks/c")
EXAMPLES = HOOK + "/examples"
WARNINGS = ["-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"]


def run(*command, **options):
    """run returns a command's output, and fails the test if the command fails."""
    done = subprocess.run(list(map(str, command)), text=True, timeout=300,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stdout}")
    return done.stdout


class Prefix:
    """A folder with the install tree unpacked."""

    def __init__(self):
        self.path = tempfile.mkdtemp(dir=os.environ["TEST_TMPDIR"])
        with tarfile.open(HOOK + "/sealframe.tar") as tree:
            tree.extractall(self.path)
        self.environment = {
            **os.environ,
            "LD_LIBRARY_PATH": self.path + "/lib",
            "PKG_CONFIG_PATH": self.path + "/lib/pkgconfig",
        }

    def flags(self, package):
        """flags returns the compiler and linker flags of a package."""
        return run("pkg-config", "--cflags", "--libs", package,
                   env=self.environment).split()

    def compile(self, source, *flags, compiler="gcc"):
        """compile returns the path of the program built from one source."""
        program = tempfile.mktemp(dir=self.path)
        run(compiler, "-O1", "-g", *WARNINGS, source, *flags, "-o", program)
        return program

    def run(self, *command):
        return run(*command, env=self.environment)
