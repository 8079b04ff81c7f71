# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Reads the tracefiles that `llvm-cov export -format=lcov` writes."""

import collections
import re

# Bazel compiles in a folder that it names so, and with links to our headers.
_FOLDER = re.compile(r"/proc/self/cwd/(.*/_virtual_includes/[^/]+/sealframe/)?")

# What counts: the engine's own code.
FOLDERS = ("crypto", "keyring", "frame", "hooks")
_TEST_CODE = re.compile(r"_test\.\w+$|/(testing|tests|examples)/")


def path_in_tree(path):
    """path_in_tree returns a source's path in the tree, or None if it does not count."""
    path = _FOLDER.sub("", path)
    if path.split("/")[0] not in FOLDERS or _TEST_CODE.search(path):
        return None
    return path


class File:
    """File has the counts of one source: by line, and by branch of a line."""

    def __init__(self):
        self.lines = collections.Counter()
        self.branches = collections.Counter()

    def missed(self):
        """missed returns the numbers of the lines that never ran."""
        return sorted(line for line, count in self.lines.items() if count == 0)


def _add(counter, key, count):
    # A line that was compiled several times, in templates and headers, ran if one did.
    counter[key] += 0 if count == "-" else int(count)


def read(lines):
    """read returns the files of a tracefile by their paths in the tree."""
    files = collections.defaultdict(File)
    current = None
    for line in lines:
        kind, _, rest = line.rstrip("\n").partition(":")
        if kind == "SF":
            path = path_in_tree(rest)
            current = files[path] if path else None
        elif current and kind == "DA":
            number, count = rest.split(",")[:2]
            _add(current.lines, int(number), count)
        elif current and kind == "BRDA":
            number, block, branch, count = rest.split(",")
            _add(current.branches, (int(number), block, branch), count)
    return dict(files)


def totals(files, folder):
    """totals returns lines, lines that ran, branches and branches that ran in a folder."""
    chosen = [file for path, file in files.items() if path.startswith(folder + "/")]
    return (sum(len(file.lines) for file in chosen),
            sum(count > 0 for file in chosen for count in file.lines.values()),
            sum(len(file.branches) for file in chosen),
            sum(count > 0 for file in chosen for count in file.branches.values()))


def ranges(numbers):
    """ranges returns numbers as text, such as `3, 5-7`."""
    parts = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)
