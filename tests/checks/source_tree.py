# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The repository's source files, for the tests beside this file."""

import os
import re
import tempfile

_INCLUDE = re.compile(r'^#\s*include\s+(<[^>]+>|"[^"]+")', re.MULTILINE)


def _origin_of(runfile):
    return os.path.dirname(
        os.path.realpath(os.path.join(os.environ["TEST_SRCDIR"], runfile)))


ROOT = _origin_of(os.path.join(os.environ["TEST_WORKSPACE"], ".clang-format"))


def external(variable):
    """external returns the folder of a library, with the $(rootpath) of its LICENSE."""
    return _origin_of(os.path.relpath(os.environ[variable], "external"))


_INCLUDE_ROOT = tempfile.TemporaryDirectory()


def include_root():
    """include_root returns a folder that contains this tree as `sealframe`."""
    link = os.path.join(_INCLUDE_ROOT.name, "sealframe")
    if not os.path.islink(link):
        os.symlink(ROOT, link)
    return _INCLUDE_ROOT.name


# What git ignores.
_IGNORED_FOLDERS = (".cache", ".git", "dist", "node_modules", "target")
_IGNORED_FILES = ("compile_commands.json",)


def files(*suffixes):
    """files yields the paths, relative to ROOT, of files with these endings.

    It does not follow links, such as Bazel's output folders.
    """
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(f for f in folders
                            if f not in _IGNORED_FOLDERS)
        for name in sorted(set(names) - set(_IGNORED_FILES)):
            path = os.path.relpath(os.path.join(folder, name), ROOT)
            if name.endswith(suffixes) and not os.path.islink(
                    os.path.join(ROOT, path)):
                yield path


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def includes(path):
    """includes returns the includes of a C++ file, with brackets or quotes."""
    return _INCLUDE.findall(read(path))


def assert_none(test, problems):
    problems = list(problems)
    test.assertFalse(problems, "\n" + "\n".join(problems))
