# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The tarball works where it was unpacked, on the machine that it is for."""

import glob
import os
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"])
# Set for cross-compiled builds, whose programs run in emulation.
EMULATOR = os.environ.get("SEALFRAME_RUN_UNDER", "").split()


class TarballTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        folder = tempfile.mkdtemp(dir=os.environ["TEST_TMPDIR"])
        shutil.unpack_archive(ROOT + "/tools/release/sealframe.tar.gz", folder)
        (cls.tree,) = glob.glob(folder + "/sealframe-*")

    def run_program(self, *command, **environment):
        return subprocess.run([*EMULATOR, *command], check=True, text=True,
                              stdout=subprocess.PIPE,
                              env={**os.environ, **environment}).stdout

    def compile(self, package):
        compiler = "aarch64-linux-gnu-g++" if EMULATOR else "g++"
        flags = subprocess.run(
            ["pkg-config", "--cflags", "--libs", package], check=True, text=True,
            stdout=subprocess.PIPE,
            env={**os.environ, "PKG_CONFIG_LIBDIR": self.tree + "/lib/pkgconfig"})
        program = f"{self.tree}/{package}"
        subprocess.run([compiler, "-std=c++17", ROOT + "/hooks/c/examples/call.cc",
                        *flags.stdout.split(), "-o", program], check=True)
        return program

    def test_the_command_runs(self):
        self.assertIn("All claims above were checked and hold.",
                      self.run_program(self.tree + "/bin/sealframe", "demo"))

    def test_programs_link_both_libraries(self):
        for package in ("sealframe", "sealframe-static"):
            with self.subTest(package):
                self.assertEqual(
                    self.run_program(self.compile(package),
                                     LD_LIBRARY_PATH=self.tree + "/lib"),
                    "sealed, opened, and refused when changed\n")


if __name__ == "__main__":
    unittest.main()
