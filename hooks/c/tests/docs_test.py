# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The commands of docs/embedding/c.md run, and its code is the examples'."""

import os
import re
import textwrap
import unittest

from hooks.c.tests.prefix import EXAMPLES, HOOK, run

ROOT = os.path.dirname(os.path.dirname(HOOK))

with open(ROOT + "/docs/embedding/c.md", encoding="utf-8") as file:
    PAGE = file.read()


def blocks(language):
    """blocks returns the page's code blocks in a language, dedented."""
    return [textwrap.dedent(block) for block in re.findall(
        rf"^ *```{language}\n(.*?)^ *```$", PAGE, re.MULTILINE | re.DOTALL)]


def squeezed(text):
    return " ".join(text.split())


class DocsTest(unittest.TestCase):

    def test_every_command_runs_and_prints_the_output_of_the_page(self):
        # A clone in which the page's one build has been done.
        folder = os.environ["TEST_TMPDIR"]
        os.symlink(ROOT + "/hooks", folder + "/hooks")
        os.makedirs(folder + "/bazel-bin/hooks/c")
        os.symlink(HOOK + "/sealframe.tar",
                   folder + "/bazel-bin/hooks/c/sealframe.tar")
        script = "".join(blocks("sh"))
        self.assertEqual(script.count("tools/bazel build"), 1)
        script = re.sub(r"^tools/bazel .*\n", "", script, flags=re.MULTILINE)
        said = run("bash", "-e", "-c", script, cwd=folder,
                   env={**os.environ, "HOME": folder})
        (printed,) = blocks("text")
        self.assertEqual(said.count(printed), 2)  # call and call-static.
        self.assertEqual(said.count("sealed, opened, and refused"), 2)
        self.assertIn("dave: 390 frames", said)

    def test_the_code_is_that_of_the_examples(self):
        for language, name, count in (("c", "call.c", 4), ("cpp", "call.cc", 1)):
            with open(f"{EXAMPLES}/{name}", encoding="utf-8") as example:
                code = squeezed(example.read())
            self.assertEqual(len(blocks(language)), count)
            for block in blocks(language):
                self.assertIn(squeezed(block), code)


if __name__ == "__main__":
    unittest.main()
