# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Makes the raw layer of each language, and the table of names, from sealframe.h.

    tools/bazel run //tools/bindings:generate
"""

import os

from tools.bindings import (go_layer, header, javascript_layer, names_page, python_layer,
                            rust_layer)

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
HEADER = ROOT + "/hooks/c/sealframe.h"

WRITERS = {
    "docs/embedding/names.md": lambda declared: names_page.write(declared, ROOT),
    "hooks/go/enums.go": go_layer.write,
    "hooks/python/sealframe/_interface.py": python_layer.write,
    "hooks/rust/sealframe-sys/src/interface.rs": rust_layer.write,
    "hooks/rust/sealframe/src/enums.rs": rust_layer.write_enums,
    "hooks/web/sealframe/interface.js": javascript_layer.write,
    "hooks/web/sealframe/values.d.ts": javascript_layer.write_types,
}


def files():
    """files returns the text of each file that is made, by its path."""
    declared = header.read(HEADER)
    return {path: write(declared) for path, write in WRITERS.items()}


def main():
    for path, text in files().items():
        with open(os.path.join(ROOT, path), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
