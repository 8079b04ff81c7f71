# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Reads the tables of docs/coverage.md: the last figures, and the lines that no test runs.

A row of the latter has a file, a text that occurs in one of its lines, the number of lines from there
on, and the reason. So a row stays right when other lines of the file change. The text
`A ... B` means the first line with B from the one line with A on.
"""

import collections
import re

# The folders whose lines that did not run are all listed, and the least share of lines that
# ran there, in percent.
HELD = ("crypto", "keyring", "frame")
LEAST = 98

_FIGURE = re.compile(r"\| `(\w+)` \| ([\d,]+) of ([\d,]+), (\d+\.\d\d) % \| [^|]+ \|")
_TITLE = "## Lines that no test runs\n"
_ROW = re.compile(r"\| `([\w/.]+)` \| `(.+)` \| ([1-9]\d*) \| \S.* \|")


class Share(collections.namedtuple("Share", "ran of")):
    """Share has how many lines or branches ran, of how many."""

    def percent(self):
        return 100 * self.ran / max(self.of, 1)

    def __str__(self):
        return f"{self.ran:,} of {self.of:,}, {self.percent():.2f} %"


def figure(folder, lines, branches):
    """figure returns a folder's row of the figures."""
    return f"| `{folder}` | {lines} | {branches} |"


def figures(page):
    """figures returns the share of lines of each folder in the page's figures."""
    found = {}
    for folder, ran, lines, percent in _FIGURE.findall(page):
        found[folder] = Share(int(ran.replace(",", "")), int(lines.replace(",", "")))
        if f"{found[folder].percent():.2f}" != percent:
            raise ValueError(f"{folder}: {percent} % is not {found[folder]}")
    return found


def rows(page):
    """rows returns the file, text and number of lines of each row of the page's table."""
    table = [line for line in page.split(_TITLE)[1].splitlines() if line.startswith("| `")]
    found = []
    for line in table:
        row = _ROW.fullmatch(line)
        if not row:
            raise ValueError(f"cannot read this row: {line}")
        found.append((row[1], row[2], int(row[3])))
    return found


def line_numbers(source, text, count):
    """line_numbers returns the numbers of the lines that a row lists, with its file's source."""
    lines = source.splitlines()
    anchor, _, text = text.rpartition(" ... ")
    anchors = [number for number, line in enumerate(lines, 1) if (anchor or text) in line]
    if len(anchors) != 1:
        raise ValueError(f"{len(anchors)} lines have `{anchor or text}`: quote one")
    first = next((number for number in range(anchors[0], len(lines) + 1)
                  if text in lines[number - 1]), None)
    if first is None:
        raise ValueError(f"no line from `{anchor}` on has `{text}`")
    if first + count - 1 > len(lines):
        raise ValueError(f"the file ends within {count} lines of `{text}`")
    return range(first, first + count)
