# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Builds what is shipped twice, from nothing, and compares the bytes:

    tools/bazel run //tools/release:reproduce -- [--folder FOLDER] [TARGETS...]

Each build has a copy of the tree in a folder of its own, an output folder of its own,
and no cache; the two folders have paths of different lengths. By default the targets are
the library, the plugin, the programs and the WebAssembly module. The folder (by default
a temporary one, removed at the end) needs about 3 GB.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile

TARGETS = (
    "//hooks/c:libsealframe.so.1",
    "//hooks/c:libsealframe.a",
    "//hooks/gstreamer:plugin/libgstsealframe.so",
    "//hooks/web/module:sealframe.wasm",
    "//tools:sealframe",
    "//tools:sealframe-av",
)


def path_of(target):
    return target[2:].replace(":", "/")


def copy(tree, folder):
    """copy writes the tree's files as they are now, except those that git ignores."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=tree,
        check=True, text=True, stdout=subprocess.PIPE)
    for path in filter(None, listing.stdout.split("\0")):
        if os.path.lexists(f"{tree}/{path}"):
            os.makedirs(os.path.dirname(f"{folder}/{path}"), exist_ok=True)
            shutil.copy2(f"{tree}/{path}", f"{folder}/{path}", follow_symlinks=False)


def built(folder, targets):
    """built builds the targets in a copy, and returns the SHA-256 of each."""
    bazel = [folder + "/tree/tools/bazel", "--nohome_rc",
             f"--output_base={folder}/out"]
    run = {"cwd": folder + "/tree", "check": True}
    try:
        subprocess.run([*bazel, "build", "--disk_cache=", *targets], **run)
        sums = {}
        for target in targets:
            with open(f"{folder}/tree/bazel-bin/{path_of(target)}", "rb") as file:
                sums[target] = hashlib.sha256(file.read()).hexdigest()
        return sums
    finally:
        subprocess.run([*bazel, "shutdown"], **run)


def report(first, second):
    """report prints a line for each target, and returns how many differ."""
    for target, digest in first.items():
        word = "same     " if second[target] == digest else "DIFFERENT"
        print(word, digest[:16], second[target][:16], target)
    return sum(second[target] != digest for target, digest in first.items())


def main():
    parser = argparse.ArgumentParser(
        prog="reproduce", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", help="for the builds; it must exist")
    parser.add_argument("targets", nargs="*")
    arguments = parser.parse_args()
    tree = os.environ["BUILD_WORKSPACE_DIRECTORY"]
    os.chdir(os.environ["BUILD_WORKING_DIRECTORY"])
    if arguments.folder and not os.path.isdir(arguments.folder):
        parser.error(f"argument --folder: there is no folder '{arguments.folder}'")
    targets = arguments.targets or TARGETS
    place = os.path.abspath(arguments.folder) if arguments.folder else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        folders = [f"{folder}/a", f"{folder}/another-folder"]
        for one in folders:
            copy(tree, f"{one}/tree")
        try:
            sums = [built(one, targets) for one in folders]
        except subprocess.CalledProcessError as error:
            sys.exit(f"a build failed: {' '.join(error.cmd)}")
        if report(*sums):
            sys.exit("the builds differ")
        print("the builds have the same bytes")


if __name__ == "__main__":
    main()
