# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The module passes its tests, and docs/embedding/go.md shows its examples."""

import shutil
import unittest

from docs import pages
from hooks.go.tests.go import SOURCES, TEMPORARY, environment, run


class ModuleTest(unittest.TestCase):

    def test_the_module_passes_its_tests(self):
        sources = shutil.copytree(SOURCES, TEMPORARY + "/sources")
        options = {"cwd": sources, "env": environment()}
        self.assertEqual(run("gofmt", "-l", ".", **options), "")
        self.assertIn("ok", run("go", "test", ".", **options))
        run("go", "vet", ".", "./call", **options)

    def test_the_code_of_the_page_is_that_of_the_examples(self):
        examples = pages.squeezed(pages.read("hooks/go/call/main.go") +
                                  pages.read("hooks/go/agent/main.go"))
        blocks = pages.blocks(pages.read("docs/embedding/go.md"), "go")
        self.assertEqual(len(blocks), 3)
        for block in blocks:
            self.assertIn(pages.squeezed(block), examples)


if __name__ == "__main__":
    unittest.main()
