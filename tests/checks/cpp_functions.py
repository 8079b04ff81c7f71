# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The functions of a C or C++ file, found by counting braces."""

import re

# Comments, literals and preprocessor lines, in which braces mean nothing.
_OPAQUE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>\w*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|'
    r"(?<!\w)'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:\\\n|[^\n])*",
    re.DOTALL | re.MULTILINE)
_SCOPE = re.compile(r"(namespace|class|struct|union|enum|extern)\b")
# What precedes a declaration: space, and a macro without a semicolon, such as
# G_DEFINE_TYPE.
_BEFORE = re.compile(r"\s*(?:[A-Z][A-Z0-9_]+\s*\([^()]*\)\s*(?=[a-z]))?")
_TEMPLATE = re.compile(r"\Atemplate\s*<[^{};]*?>\s*(?=\w)")
_ARGUMENTS = re.compile(r"\([^()]*\)")


def _blank(match):
    """_blank returns as many lines as the match has, without their text."""
    return "\n" * match[0].count("\n") or " "


def _is_function(head):
    """_is_function returns whether the text before a brace begins a function."""
    head = _TEMPLATE.sub("", head)
    if "(" not in head or _SCOPE.match(head):
        return False
    while _ARGUMENTS.search(head):
        head = _ARGUMENTS.sub(" ", head)
    return "=" not in head or "operator" in head


def functions(text):
    """functions yields the first line and the number of lines of each function."""
    text = _OPAQUE.sub(_blank, text)
    depth, body_depth, first, after = 0, None, 0, 0
    for brace in re.finditer(r"[{};]", text):
        at = brace.start()
        if brace[0] == "{":
            start = _BEFORE.match(text, after).end()
            if body_depth is None and _is_function(text[start:at]):
                body_depth = depth
                first = text.count("\n", 0, start) + 1
            depth += 1
        elif brace[0] == "}":
            depth -= 1
            # A brace within a constructor's initializers does not end it.
            if depth == body_depth and not re.match(r"\s*[,{]", text[at + 1:at + 99]):
                yield first, text.count("\n", 0, at) + 2 - first
                body_depth = None
        after = at + 1
