#!/usr/bin/env -S python3 -B
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the notices of Sealframe's packages: make_notice.py OUT NAME=LICENCE..."""

import sys

HEAD = """\
Sealframe
Copyright 2026 The Sealframe Authors

Licensed under the Apache License, Version 2.0. The text of this license is in the
file LICENSE of this package, on Debian in /usr/share/common-licenses/Apache-2.0, and
at https://www.apache.org/licenses/LICENSE-2.0.

The library contains code of Abseil, Copyright The Abseil Authors, under the same
license. The licenses of the other code in this package are below.
"""


def main(out, *licences):
    with open(out, "w", encoding="utf-8") as notice:
        notice.write(HEAD)
        for item in licences:
            name, path = item.split("=", 1)
            with open(path, encoding="utf-8") as licence:
                notice.write(f"\n\n{'=' * 72}\n{name}\n{'=' * 72}\n\n{licence.read()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
