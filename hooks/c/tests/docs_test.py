# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The commands of the pages on C run, and their code is the examples'."""

import glob
import os
import re
import unittest

from docs import pages
from hooks.c.tests.prefix import EXAMPLES, HOOK, run

# The commands of later pages need those of the first one.
PAGES = [pages.read(f"docs/embedding/{name}.md") for name in ("c", "cameras")]


def blocks(language):
    return [block for page in PAGES for block in pages.blocks(page, language)]


class DocsTest(unittest.TestCase):

    def test_every_command_runs_and_prints_the_output_of_the_page(self):
        # A clone in which the page's one build has been done.
        folder = os.environ["TEST_TMPDIR"]
        os.symlink(pages.ROOT + "/hooks", folder + "/hooks")
        os.makedirs(folder + "/bazel-bin/hooks/c")
        os.symlink(HOOK + "/sealframe.tar",
                   folder + "/bazel-bin/hooks/c/sealframe.tar")
        script = "".join(blocks("sh"))
        self.assertEqual(script.count("tools/bazel build"), 1)
        script = re.sub(r"^tools/bazel .*\n", "", script, flags=re.MULTILINE)
        said = run("bash", "-e", "-c", script, cwd=folder,
                   env={**os.environ, "HOME": folder})
        printed = blocks("text")
        self.assertEqual(len(printed), 3)
        self.assertEqual(said.count(printed[0]), 2)  # call and call-static.
        for text in printed:
            self.assertIn(text, said)
        self.assertEqual(said.count("sealed, opened, and refused"), 2)
        self.assertIn("dave: 390 frames", said)

    def test_the_code_is_that_of_the_examples(self):
        for language, suffix in (("c", ".c"), ("cpp", ".cc")):
            code = "\n".join(pages.squeezed(pages.read(path)) for path in
                             sorted(glob.glob(f"{EXAMPLES}/*{suffix}")))
            self.assertTrue(blocks(language))
            for block in blocks(language):
                self.assertIn(pages.squeezed(block), code)


if __name__ == "__main__":
    unittest.main()
