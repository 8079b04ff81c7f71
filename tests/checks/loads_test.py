# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests that build files load every rule that a newer Bazel does not have built in.

Bazel 8 and 9 read rules for C++, Python and shell from rules_cc, rules_python and
rules_shell. Debian's Bazel 4.2.3 accepts a file without the load().
"""

import ast
import builtins
import re
import unittest

from tests.checks import source_tree

BUILD_FILES = (".bazel", ".bzl", ".BUILD", "WORKSPACE")

# What Bazel 4 to 9 all have without a load(), beside what Starlark shares with Python.
BUILT_IN = set(dir(builtins)) | set("""
    DefaultInfo Label aspect attr config_common depset fail json native provider repository_rule
    rule select struct transition
    alias config_setting exports_files filegroup genquery genrule glob package package_group
    platform test_suite toolchain toolchain_type
    workspace
    bazel_dep module module_extension use_extension use_repo
    """.split())
NATIVE = {"existing_rule", "filegroup", "genrule", "local_repository", "package_name",
          "platform", "toolchain"}

# The one folder that reads Bazel 4's rules.
STAND_INS = "tools/build/stand_ins/"

# A rule in text that becomes a build file, or that a reader copies into one.
RULE_IN_TEXT = re.compile(r"^\s*((?:cc|py|sh)_(?:binary|import|library|test))\(", re.MULTILINE)
LOADED_IN_TEXT = re.compile(r'\bload\("[^)]*\)')


def defined_names(tree):
    """defined_names yields what a file loads, defines, assigns or names as a parameter."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "load":
            yield "load"
            yield from (name.value for name in node.args[1:])
            yield from (name.arg for name in node.keywords)
        elif isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def missing_loads(text):
    """missing_loads yields the names that a build file uses without having them."""
    tree = ast.parse(text)
    known = BUILT_IN.union(defined_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in known:
            yield node.id
        elif (isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "native"
              and node.attr not in NATIVE):
            yield "native." + node.attr


def missing_loads_in_text(text):
    """missing_loads_in_text yields the rules that a text uses and does not load."""
    loaded = " ".join(LOADED_IN_TEXT.findall(text))
    yield from (rule for rule in RULE_IN_TEXT.findall(text) if f'"{rule}"' not in loaded)


class LoadsTest(unittest.TestCase):

    def test_build_files_load_what_they_use(self):
        source_tree.assert_none(
            self, (f"{path}: {name}" for path in source_tree.files(*BUILD_FILES)
                   if not path.startswith(STAND_INS)
                   for name in missing_loads(source_tree.read(path))))

    def test_text_that_becomes_build_files_loads_what_it_uses(self):
        source_tree.assert_none(
            self, (f"{path}: {rule}" for path in source_tree.files(".bzl", ".md", ".py", ".sh")
                   for rule in missing_loads_in_text(source_tree.read(path))))

    def test_missing_loads_are_found(self):
        for text in ("cc_test(name = 'a')", "[py_test(name = n) for n in NAMES]",
                     "def f():\n    native.cc_library(name = 'a')", "p = [CcInfo]",
                     "load(':a.bzl', _cc_test = 'cc_test')\ncc_test(name = 'a')"):
            with self.subTest(text):
                self.assertTrue(list(missing_loads(text)))
        for text in ("load('@rules_cc//cc:defs.bzl', 'cc_test')\ncc_test(name = 'a')",
                     "filegroup(name = 'a', srcs = glob(['*']))", "def f(a):\n    return a"):
            with self.subTest(text):
                self.assertFalse(list(missing_loads(text)))

    def test_missing_loads_in_text_are_found(self):
        rule = '\n    cc_library(\n        name = "a",\n    )\n'
        self.assertTrue(list(missing_loads_in_text(rule)))
        self.assertFalse(list(missing_loads_in_text(
            'load("@rules_cc//cc:defs.bzl", "cc_library")\n' + rule)))


if __name__ == "__main__":
    unittest.main()
