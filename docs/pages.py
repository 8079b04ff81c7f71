# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The pages of the manual, for tests that run their commands and compile their code."""

import os
import re
import textwrap

ROOT = os.path.join(os.environ["TEST_SRCDIR"], os.environ["TEST_WORKSPACE"])


def read(path):
    """read returns the text of a file of the tree, which is among the test's data."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def blocks(text, language):
    """blocks returns the code blocks of a language in the text of a page, dedented."""
    return [textwrap.dedent(block) for block in re.findall(
        rf"^ *```{language}\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)]


def squeezed(text):
    """squeezed returns text with single spaces, to compare code in other layouts."""
    return " ".join(text.split())
