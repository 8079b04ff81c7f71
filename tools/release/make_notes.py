#!/usr/bin/env -S python3 -B
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the release notes of a version: make_notes.py OUT VERSION CHANGELOG

They are the version's section of the changelog or, before it has one, the section
`Unreleased`. Its links to files of the source tree become their paths.
"""

import re
import sys


def section(changelog, title):
    """section returns the text below a title of the changelog, or None."""
    found = re.search(rf"^## {re.escape(title)}$\n(.*?)(?=^## |\Z)", changelog,
                      re.MULTILINE | re.DOTALL)
    return found and found[1].strip()


def without_links(text):
    """without_links replaces links, which lead nowhere outside of the source tree."""
    return re.sub(
        r"\[([^]]+)\]\((?!https:)([^)]+)\)",
        lambda link: link[2] if link[2].startswith(link[1]) else f"{link[1]} ({link[2]})",
        text)


def notes(version, changelog):
    text = section(changelog, version)
    if text:
        return f"# Sealframe {version}\n\n{text}\n"
    text = section(changelog, "Unreleased")
    if not text:
        raise SystemExit(f"CHANGELOG.md has no section for {version}, and no `Unreleased`")
    return f"# Sealframe {version}, unreleased\n\n{text}\n"


def main(out, version, path):
    with open(path, encoding="utf-8") as changelog:
        text = notes(version, without_links(changelog.read()))
    with open(out, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
