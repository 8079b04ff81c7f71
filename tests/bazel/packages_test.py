# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""tools/bazel installs the packages that a command's targets need, and no others."""

import os
import re
import subprocess
import tempfile
import unittest

ROOT = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"])

# Programs in the place of the system's. No package is installed. apt has the
# packages that $HAS matches, and writes down those that it installs.
PROGRAMS = {
    "apt-cache": """
        [[ $2 =~ ^($HAS)$ ]] && echo "Candidate: 1" || echo "Candidate: (none)" """,
    "apt-get": """
        case " $* " in
          *" indextargets "*) echo lists ;;
          *" install "*) all="$*"; echo "${all#*--no-install-recommends}" >>"$LOG"; exit "$STATUS" ;;
        esac""",
    "bazel": 'echo "bazel $*"',
    "dpkg-query": "echo 'installed, bash, ,'",
    "sudo": 'while [[ $1 == -* ]]; do shift; done; exec "$@"',
    "unshare": "exit 0",
}


class PackagesTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()  # pylint: disable=consider-using-with
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        for name, text in PROGRAMS.items():
            path = os.path.join(self.folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(f"#!/bin/bash\n{text.strip()}\n")
            os.chmod(path, 0o755)

    def run_bazel(self, *arguments, folder="", has=".*", status=0, real=None):
        """run_bazel runs tools/bazel, and returns its result and what apt installed."""
        log = os.path.join(self.folder, "log")
        open(log, "w", encoding="utf-8").close()
        done = subprocess.run(
            [ROOT + "/tools/bazel", *arguments], cwd=os.path.join(ROOT, folder),
            text=True, capture_output=True, check=False, env={
                "BAZEL_REAL": real or self.folder + "/bazel", "CC": "clang",
                "HAS": has, "LOG": log, "STATUS": str(status),
                "PATH": self.folder + ":/usr/bin:/bin",
                "XDG_CACHE_HOME": self.folder + "/cache"})
        with open(log, encoding="utf-8") as file:
            return done, set(file.read().split())

    def installed_by(self, *arguments, **options):
        return self.run_bazel(*arguments, **options)[1]

    def test_a_library_needs_nothing(self):
        self.assertEqual(self.installed_by("test", "//crypto/..."), set())
        self.assertEqual(self.installed_by("run", "//tools:sealframe", "--", "//..."),
                         set())

    def test_debians_bazel_needs_packages_of_every_build(self):
        self.assertIn("bazel-bootstrap", self.installed_by(
            "build", "//crypto", real="/usr/bin/true"))

    def test_all_tests_need_the_packages_of_all_folders(self):
        everywhere = self.installed_by("test", "//...")
        with open(ROOT + "/tools/packages.txt", encoding="utf-8") as file:
            lines = re.findall(r"^([^#\s]+)\s+(\S+)", file.read(), re.MULTILINE)
        self.assertEqual(everywhere,
                         {package for package, where in lines if "//" in where})

    def test_a_build_needs_libraries_and_its_tests_programs_as_well(self):
        built = self.installed_by("build", "//hooks/gstreamer/...")
        self.assertEqual(built, {"libgstreamer1.0-dev", "pkg-config",
                                 "libgstreamer-plugins-base1.0-dev"})
        tested = self.installed_by("test", "//hooks/gstreamer:plugin_test")
        self.assertLess(built, tested)
        self.assertIn("gstreamer1.0-tools", tested)
        self.assertNotIn("janus", tested)

    def test_a_target_of_its_own(self):
        for pattern in ("//tools:sealframe-av", "//tools:all", "//tools/..."):
            self.assertIn("libavformat-dev", self.installed_by("build", pattern))
        self.assertEqual(self.installed_by("build", "//tools:sealframe"), set())

    def test_patterns_are_relative_to_the_folder(self):
        for pattern in ("checks/...", "checks:format_test", "..."):
            self.assertIn("clang-format-14", self.installed_by(
                "test", pattern, folder="tests"))
        self.assertNotIn("clang-format-14", self.installed_by(
            "test", "bazel/...", folder="tests"))

    def test_configurations(self):
        for arguments in (["--config=asan"], ["--config", "asan"]):
            self.assertIn("clang", self.installed_by(
                "test", *arguments, "//crypto/..."))

    def test_other_processors_need_a_compiler_and_an_emulator(self):
        for name, compiler in {
                "arm64": "g++-aarch64-linux-gnu", "arm32": "g++-arm-linux-gnueabihf",
                "s390x": "g++-s390x-linux-gnu", "x86_32": "g++-i686-linux-gnu"}.items():
            self.assertEqual({compiler, "qemu-user"}, self.installed_by(
                "test", "--config=" + name, "//crypto/..."))

    def test_a_query_needs_nothing(self):
        self.assertEqual(self.installed_by("query", "//..."), set())

    def test_packages_that_the_system_lacks_are_reported(self):
        done, installed = self.run_bazel("test", "//hooks/libwebrtc/sfu/...",
                                         has="iproute2|pkg-config")
        self.assertIn("no package janus", done.stderr)
        self.assertIn("//hooks/libwebrtc/sfu", done.stderr)
        self.assertNotIn("janus", installed)
        self.assertIn("iproute2", installed)
        self.assertIn("bazel test", done.stdout)

    def test_a_start_that_was_interrupted_is_forgotten(self):
        self.run_bazel("build", "//crypto")
        state = os.path.join(self.folder, "cache/sealframe")
        server, = (name for name in os.listdir(state) if name.startswith("server of "))
        open(os.path.join(state, server), "w", encoding="utf-8").close()
        done, _ = self.run_bazel("build", "//crypto")
        self.assertEqual(done.returncode, 0)
        self.assertIn("bazel build", done.stdout)

    def test_a_failure_to_install_ends_the_command(self):
        done, _ = self.run_bazel("test", "//tests/checks/...", status=100)
        self.assertEqual(done.returncode, 36)
        self.assertIn("Cannot install: ", done.stderr)
        self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    unittest.main()
