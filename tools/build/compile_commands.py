#!/usr/bin/env python3
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes compile_commands.json at the root, for clangd and clang-tidy.

Usage: tools/build/compile_commands.py [BAZEL OPTIONS]

The commands are Bazel's, with two changes. Our own headers come from the source
tree, not from Bazel's links to it, so that an editor opens the file itself. Headers
of other repositories are system headers, whose warnings nobody can act on.

Run it again when a BUILD file changes. Headers that Bazel fetches or generates are
found once they have been built.
"""

import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
BAZEL = os.path.join(ROOT, "tools/bazel")

# GCC's own options, which clang does not know, and outputs.
_DROPPED = re.compile(r"-fno-canonical-system-headers|-Wno-free-nonheap-object|"
                      r"-Wunused-but-set-parameter|-frandom-seed=.*|-MD|-c|-Werror")
_DROPPED_WITH_VALUE = {"-MF", "-o"}
_INCLUDES = ("-I", "-iquote", "-isystem")


def bazel(*arguments):
    return subprocess.run([BAZEL, *arguments], cwd=ROOT, check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def folder_flags(flag, folder, output_base):
    """folder_flags returns the flags for one folder of headers."""
    if folder.startswith("external/"):
        return ["-isystem", os.path.join(output_base, folder)]
    if re.match(r"bazel-out/[^/]+/bin/external/", folder):
        return ["-isystem", folder]
    return [flag, folder]


def editor_flags(arguments, include_root, output_base):
    """editor_flags returns the flags of a compile command for use by clang."""
    flags = ["-I", include_root]
    rest = iter(arguments)
    for argument in rest:
        if argument in _DROPPED_WITH_VALUE:
            next(rest)
        elif argument in _INCLUDES:
            flags += folder_flags(argument, next(rest), output_base)
        elif argument.startswith(_INCLUDES) and not argument.startswith("-include"):
            flag = next(f for f in _INCLUDES if argument.startswith(f))
            flags += folder_flags(flag, argument[len(flag):], output_base)
        elif not _DROPPED.fullmatch(argument):
            flags.append(argument)
    return flags


def main():
    output_base = bazel("info", "output_base").strip()
    include_root = os.path.join(output_base, "include_root")
    os.makedirs(include_root, exist_ok=True)
    link = os.path.join(include_root, "sealframe")
    if not os.path.islink(link):
        os.symlink(ROOT, link)
    answer = json.loads(bazel(
        "aquery", *sys.argv[1:], "--output=jsonproto", "--include_artifacts=false",
        'mnemonic("CppCompile", //...)'))
    packages = {target["id"]: target["label"][2:].partition(":")[0]
                for target in answer["targets"]}
    commands = {}
    for action in answer["actions"]:
        compiler, *arguments = action["arguments"]
        source = arguments[arguments.index("-c") + 1]
        # Some files are compiled for other packages, too, in other ways.
        is_own = packages[action["targetId"]] == os.path.dirname(source)
        if source in commands and not is_own:
            continue
        commands[source] = {
            "directory": ROOT,
            "file": source,
            "arguments": [compiler, *editor_flags(
                [a for a in arguments if a != source], include_root, output_base),
                "-c", source],
        }
    with open(os.path.join(ROOT, "compile_commands.json"), "w",
              encoding="utf-8") as file:
        json.dump(list(commands.values()), file, indent=1)
    print(f"compile_commands.json: {len(commands)} files")


if __name__ == "__main__":
    main()
