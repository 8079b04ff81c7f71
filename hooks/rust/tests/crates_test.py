# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The crates pass their tests, and docs/embedding/rust.md shows their example."""

import os
import re
import shutil
import unittest

from docs import pages
from hooks.c.tests.prefix import Prefix, run

RUST = pages.ROOT + "/hooks/rust"
TEMPORARY = os.environ["TEST_TMPDIR"]


class CratesTest(unittest.TestCase):

    def test_the_crates_pass_their_tests(self):
        sources = shutil.copytree(RUST, TEMPORARY + "/sources")
        # The system's own cargo and rustc, without a network.
        said = run("cargo", "test", "--offline", "--quiet", cwd=sources, env={
            **Prefix().environment,
            "CARGO_HOME": TEMPORARY + "/home",
            "CARGO_TARGET_DIR": TEMPORARY + "/target",
            "PATH": "/usr/bin:/bin",
        })
        self.assertNotIn("warning", said)
        self.assertGreater(said.count("test result: ok"), 4)

    def test_the_code_of_the_page_is_that_of_the_example(self):
        example = pages.squeezed(pages.read("hooks/rust/call/src/main.rs"))
        blocks = pages.blocks(pages.read("docs/embedding/rust.md"), "rust")
        self.assertEqual(len(blocks), 2)
        for block in blocks:
            self.assertIn(pages.squeezed(block), example)

    def test_the_crates_have_the_version_of_the_tree(self):
        (version,) = re.findall(r'^VERSION = "(.*)"$', pages.read("version.bzl"), re.MULTILINE)
        for crate in ("sealframe", "sealframe-sys"):
            self.assertIn(f'\nversion = "{version}"\n',
                          pages.read(f"hooks/rust/{crate}/Cargo.toml"))
        self.assertIn(f'version = "={version}"', pages.read("hooks/rust/sealframe/Cargo.toml"))
        self.assertIn(f'sealframe = "{version}"', pages.read("docs/embedding/rust.md"))


if __name__ == "__main__":
    unittest.main()
