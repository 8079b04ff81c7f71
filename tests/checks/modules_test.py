# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests that MODULE.bazel, for newer Bazels, declares what WORKSPACE and deps.bzl do."""

import ast
import re
import unittest

from tests.checks import source_tree

# What Bazel 4 needs from deps.bzl, and newer Bazels have or get by themselves.
ONLY_OF_BAZEL_4 = {
    "bazel_skylib", "boringssl_of_debian", "remote_coverage_tools", "rules_java", "rules_proto",
}


def calls(path):
    """calls yields the name and the keyword arguments of each call in a build file."""
    for node in ast.walk(ast.parse(source_tree.read(path))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, {keyword.arg: keyword.value for keyword in node.keywords}


def constants(path):
    """constants returns the dictionaries and strings that a file assigns to names."""
    return {node.targets[0].id: node.value
            for node in ast.parse(source_tree.read(path)).body
            if isinstance(node, ast.Assign)}


def repositories_of_deps():
    """repositories_of_deps returns the names of all repositories of deps.bzl."""
    names = {arguments["name"].value for name, arguments in calls("deps.bzl")
             if name == "_maybe" and isinstance(arguments["name"], ast.Constant)}
    for node in ast.walk(ast.parse(source_tree.read("deps.bzl"))):
        if isinstance(node, ast.Dict):
            names.update(key.value for key in node.keys if isinstance(key, ast.Constant))
    return names


class ModulesTest(unittest.TestCase):

    def test_both_declare_the_same_repositories(self):
        modules = {arguments.get("repo_name", arguments["name"]).value
                   for name, arguments in calls("MODULE.bazel") if name == "bazel_dep"}
        self.assertEqual(modules, repositories_of_deps() - ONLY_OF_BAZEL_4)

    def test_both_declare_the_same_parts_of_the_system(self):
        declared = [arguments["name"].value
                    for _, arguments in calls("tools/build/system.bzl") if "name" in arguments]
        used = re.search(r"^use_repo\(system, (.*)\)$", source_tree.read("MODULE.bazel"),
                         re.MULTILINE)[1]
        self.assertEqual(re.findall(r'"(\w+)"', used), sorted(declared))

    def test_the_module_has_the_version_of_the_tree(self):
        module = next(arguments for name, arguments in calls("MODULE.bazel")
                      if name == "module")
        self.assertEqual(module["version"].value, constants("version.bzl")["VERSION"].value)

    def test_the_page_for_embedders_names_the_same_versions(self):
        page = source_tree.read("docs/embedding/cpp.md")
        named = re.findall(r"^bazel_dep\(.*\)$", page, re.MULTILINE)
        self.assertTrue(named)
        version = constants("version.bzl")["VERSION"].value
        declared = (source_tree.read("MODULE.bazel")
                    + f'bazel_dep(name = "sealframe", version = "{version}")\n')
        for line in named:
            self.assertIn(line + "\n", declared)


if __name__ == "__main__":
    unittest.main()
