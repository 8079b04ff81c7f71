# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Reads the table of docs/coverage.md: the lines that no test runs.

A row has a file, a text that occurs in one of its lines, the number of lines from there
on, and the reason. So a row stays right when other lines of the file change. The text
`A ... B` means the first line with B from the one line with A on.
"""

import re

_TITLE = "## Lines that no test runs\n"
_ROW = re.compile(r"\| `([\w/.]+)` \| `(.+)` \| ([1-9]\d*) \| \S.* \|")


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
