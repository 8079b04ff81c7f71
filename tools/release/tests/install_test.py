# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The commands of docs/embedding about packages, in empty systems."""

import glob
import os
import re
import tempfile
import unittest

from docs import pages
from docs.pages import ROOT
from tools.release import packages
from tools.release.tests import empty_system
from tools.release.tests.empty_system import EmptySystem

EXAMPLES = [f"{ROOT}/hooks/c/examples/{name}"
            for name in ("call.c", "call.cc", "CMakeLists.txt")]

SEALED = ("changed on the way: not_authentic\n"
          'as it was sent: ok, "an encoded frame"\n')


# For the guides that begin with the installed library.
LIBRARY = "apt-get install -y gcc libc6-dev pkg-config ./libsealframe1_*.deb ./libsealframe-dev_*.deb"


def read(page):
    return pages.read(f"docs/embedding/{page}")


def blocks(text, language):
    """blocks returns the blocks of a language in the text of a page, one after another."""
    return "".join(pages.blocks(text, language))


def commands(page, title):
    """commands returns the commands below a title of a page of docs/embedding."""
    section = re.search(rf"^## {title}$\n(.*?)(?=^## |\Z)", read(page),
                        re.MULTILINE | re.DOTALL)[1]
    return blocks(section, "sh")


class InstallTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        problem = empty_system.problem()
        if problem:
            print(f"LEFT OUT: packages in empty systems: {problem}", flush=True)
            raise unittest.SkipTest(problem)
        cls.dist = tempfile.mkdtemp(dir=os.environ["TEST_TMPDIR"])
        packages.write(ROOT + "/tools/release", cls.dist)
        packages.write_others(ROOT, cls.dist)
        packages.write_sums(cls.dist)

    def system(self, *files):
        return EmptySystem(*glob.glob(self.dist + "/*"), *files)

    def test_the_command(self):
        with self.system() as system:
            said = system.run(commands("install.md", "The command on Debian"))
            self.assertIn("All claims above were checked and hold.", said)
            self.assertIn("sealframe", system.run("sealframe --version"))

    def test_the_library(self):
        with self.system(*EXAMPLES) as system:
            said = system.run(commands("install.md", "The C library on Debian"))
        self.assertEqual(said.count(SEALED), 2)  # call and call-static.
        self.assertIn("sealed, opened, and refused when changed\n", said)

    def test_the_gstreamer_plugin(self):
        with self.system() as system:
            said = system.run(commands("install.md", "The GStreamer plugin on Debian"))
        self.assertIn("sealframeenc", said)

    def test_the_tarball(self):
        with self.system() as system:
            said = system.run(commands("install.md", "The tarball"))
        self.assertIn("All claims above were checked and hold.", said)

    def test_the_wheel(self):
        with self.system(f"{ROOT}/hooks/python/examples/call.py") as system:
            system.run("apt-get install -y python3-venv")
            system.run(commands("python.md", "Install"))
            said = system.run(commands("python.md", "A call"))
        self.assertIn("sealed: OK, 33 bytes\n", said)

    def test_the_go_module(self):
        with self.system(ROOT + "/hooks/go/call/main.go") as system:
            system.run("mkdir call && mv main.go call")
            system.run(LIBRARY + " golang-go")
            said = system.run(commands("go.md", "Install"))
        self.assertIn(blocks(read("go.md"), "text"), said)

    def test_the_rust_crates(self):
        with self.system(ROOT + "/hooks/rust/call/src/main.rs") as system:
            system.run("mkdir -p call/src && mv main.rs call/src")
            system.run("cat >call/Cargo.toml <<'END'\n" + blocks(read("rust.md"), "toml") + "END")
            system.run(LIBRARY + " cargo")
            said = system.run(commands("rust.md", "Install"))
        self.assertIn(blocks(read("rust.md"), "text"), said)


if __name__ == "__main__":
    unittest.main()
