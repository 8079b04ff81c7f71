# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The commands of docs/embedding/c.md build and install the C library with CMake.

They use the Abseil and the BoringSSL that the system has installed. The shared and
the static library go into one prefix, which is then moved.
"""

import json
import os
import re
import subprocess
import unittest

RUNFILES = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"])
ROOT = os.path.dirname(os.path.realpath(RUNFILES + "/CMakeLists.txt"))
FOLDER = os.environ["TEST_TMPDIR"]
PREFIX = FOLDER + "/moved"
EXAMPLES = RUNFILES + "/hooks/c/examples"
ENVIRONMENT = {
    **os.environ,
    "HOME": FOLDER,
    "LD_LIBRARY_PATH": PREFIX + "/lib",
    "PKG_CONFIG_PATH": PREFIX + "/lib/pkgconfig",
}


def run(*command):
    """run returns a command's output, and fails the test if the command fails."""
    done = subprocess.run(command, cwd=FOLDER, env=ENVIRONMENT, text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stdout}")
    return done.stdout


def lines(path):
    """lines returns the lines of a file that Bazel made."""
    with open(f"{RUNFILES}/{path}", encoding="utf-8") as file:
        return set(file.read().split())


def commands():
    """commands returns those of the page, without the compiler's optimisation."""
    with open(RUNFILES + "/docs/embedding/c.md", encoding="utf-8") as page:
        (block,) = re.findall(r"^## Building with CMake\n.*?```console\n(.*?)```",
                              page.read(), re.MULTILINE | re.DOTALL)
    assert block.count("-S . -B build") == 1
    return (block.replace("-S . -B build", f"-S '{ROOT}' -B build")
            .replace("=Release", "=None -DCMAKE_EXPORT_COMPILE_COMMANDS=ON"))


class CmakeTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        for shared in ("ON", "OFF"):
            option = f"-DBUILD_SHARED_LIBS={shared}"
            run("bash", "-e", "-c", commands().replace("-B build", "-B build " + option))
        os.rename(FOLDER + "/sealframe", PREFIX)

    def test_sources_are_those_of_bazel(self):
        with open(FOLDER + "/build/compile_commands.json", encoding="utf-8") as file:
            compiled = {os.path.relpath(entry["file"], ROOT) for entry in json.load(file)}
        of_bazel = {label[2:].replace(":", "/") for label in lines("hooks/c/tests/sources")
                    if label.startswith("//") and label.endswith(".cc")}
        self.assertGreater(len(of_bazel), 100)
        self.assertEqual({path for path in compiled if not path.startswith("..")},
                         of_bazel - {"keyring/file_counter_reservations_none.cc"})

    def test_libraries_are_those_of_bazel(self):
        with open(ROOT + "/CMakeLists.txt", encoding="utf-8") as file:
            linked = set(re.findall(r"^  absl::(\w+)$", file.read(), re.MULTILINE))
        self.assertEqual(linked, {label.rpartition(":")[2]
                                  for label in lines("hooks/c/tests/libraries")
                                  if "//absl/" in label})

    def test_shared_library_exports_the_interface_only(self):
        exported = run("nm", "-D", "--defined-only", PREFIX + "/lib/libsealframe.so.1")
        self.assertEqual({line.split()[-1] for line in exported.splitlines()},
                         lines("hooks/c/exports.txt"))

    def test_cpp_with_cmake(self):
        run("cmake", "-S", EXAMPLES, "-B", "consumer", "-DCMAKE_PREFIX_PATH=" + PREFIX)
        run("cmake", "--build", "consumer")
        for program in ("call", "call_static"):
            self.assertIn("opened", run(f"{FOLDER}/consumer/{program}"))

    def test_c_with_pkg_config(self):
        flags = run("pkg-config", "--cflags", "--libs", "sealframe").split()
        run("cc", EXAMPLES + "/call.c", *flags, "-o", "call")
        self.assertIn("changed on the way: not_authentic", run(FOLDER + "/call"))


if __name__ == "__main__":
    unittest.main()
