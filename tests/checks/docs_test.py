# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests that the targets and files that documents name exist."""

import os
import re
import unittest

from tests.checks import source_tree

# `//folder:target`, `//folder` or `//folder/...`.
TARGET = re.compile(r"`//([\w/-]+)(?::([\w./-]+)|(/\.\.\.))?`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[\w-]+)?\)")


def build_file(folder):
    path = os.path.join(folder, "BUILD.bazel")
    full = os.path.join(source_tree.ROOT, path)
    return source_tree.read(path) if os.path.isfile(full) else None


def exists(folder, target, is_pattern):
    if is_pattern:
        return os.path.isdir(os.path.join(source_tree.ROOT, folder))
    text = build_file(folder)
    name = target or os.path.basename(folder)
    # Names made by a list comprehension come from a list of sources.
    return text is not None and (f'"{name}"' in text or
                                 f'"{name}.cc"' in text or
                                 f'"{name}.py"' in text)


def targets_in(text):
    return [(match[1], match[2], bool(match[3]))
            for match in TARGET.finditer(text)]


class DocsTest(unittest.TestCase):

    def test_targets_exist(self):
        source_tree.assert_none(
            self, (f"{path} names //{folder}:{target or ''}"
                   for path in source_tree.files(".md")
                   for folder, target, is_pattern in targets_in(
                       source_tree.read(path))
                   if not exists(folder, target, is_pattern)))

    def test_links_lead_to_files(self):
        source_tree.assert_none(
            self, (f"{path} links to {link}"
                   for path in source_tree.files(".md")
                   for link in LINK.findall(source_tree.read(path))
                   if not os.path.exists(
                       os.path.join(source_tree.ROOT, os.path.dirname(path),
                                    link))))

    def test_every_reason_for_a_failure_has_a_row_in_the_page_about_them(self):
        names = re.findall(r'"(\w+)"', source_tree.read(
            "frame/diagnosis/failure_reason.cc").split("kNames[")[1])
        self.assertIn("key_derivation", names)
        page = source_tree.read("docs/troubleshooting.md")
        source_tree.assert_none(
            self, (name for name in names if f"\n| `{name}` |" not in page))

    def test_a_missing_target_is_noticed(self):
        self.assertTrue(exists("tests/checks", "docs_test", False))
        self.assertFalse(exists("tests/checks", "no_such_test", False))
        self.assertFalse(exists("no/such/folder", None, True))
        self.assertEqual(targets_in("see `//a/b:c_test`, `//d/...`"),
                         [("a/b", "c_test", False), ("d", None, True)])


if __name__ == "__main__":
    unittest.main()
