#!/usr/bin/env -S python3 -B
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the notices of Sealframe's packages: make_notice.py OUT NOTICE NAME=LICENCE...

NOTICE is the file of the tree, which names all parts. The licences are appended to it.
"""

import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def main(out, head, *licences):
    with open(out, "w", encoding="utf-8") as notice:
        notice.write(read(head))
        for item in licences:
            name, path = item.split("=", 1)
            notice.write(f"\n\n{'=' * 72}\n{name}\n{'=' * 72}\n\n{read(path)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
