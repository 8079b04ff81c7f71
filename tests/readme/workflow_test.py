# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Continuous integration runs the two commands of the README."""

import re
import unittest

from docs import pages


class WorkflowTest(unittest.TestCase):

    def test_the_workflow_runs_the_commands_of_the_readme(self):
        section = pages.read("README.md").partition("\n## Two commands\n")[2]
        commands = [line.partition("#")[0].strip()
                    for line in pages.blocks(section, "sh")[0].splitlines()]
        self.assertEqual(len(commands), 2)
        runs = re.findall(r"^ +- run: (.*)$", pages.read(".github/workflows/test.yml"),
                          re.MULTILINE)
        self.assertEqual(runs[:2], commands)


if __name__ == "__main__":
    unittest.main()
