# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""What docs/embedding/c.md says to run and shows of call.c is so."""

import os
import re
import textwrap
import unittest

from hooks.c.tests.prefix import EXAMPLES, HOOK, run

ROOT = os.path.dirname(os.path.dirname(HOOK))

with open(ROOT + "/docs/embedding/c.md", encoding="utf-8") as file:
    PAGE = file.read()


def blocks(language):
    """blocks returns the page's blocks in a language, without indentation."""
    return [textwrap.dedent(block) for block in re.findall(
        rf"^ *```{language}\n(.*?)^ *```$", PAGE, re.MULTILINE | re.DOTALL)]


def squeezed(text):
    return " ".join(text.split())


class DocsTest(unittest.TestCase):

    def test_every_command_runs_and_prints_what_the_page_says(self):
        # A clone with the one thing built that the page builds.
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

    def test_the_code_is_that_of_the_example(self):
        with open(EXAMPLES + "/call.c", encoding="utf-8") as example:
            code = squeezed(example.read())
        self.assertEqual(len(blocks("c")), 4)
        for block in blocks("c"):
            self.assertIn(squeezed(block), code)


if __name__ == "__main__":
    unittest.main()
