# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests that errors name calls that the caller has, in C++ and in C.

Messages name a function of KeyProvider in backquotes, and hooks/c/call.cc
translates it: `SetKey` is sealframe_provider_set_key in C. They name no others.
"""

import re
import unittest

from tests.checks import source_tree

ENGINE = ("crypto/", "frame/", "hooks/c/", "keyring/")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
CALL = re.compile(r"`([A-Z]\w*)`")
CAMEL_CASE = re.compile(r"\b(?:[A-Z][a-z]+){2,}\b|\w::\w")
OTHER_NAMES = {"GetStream", "LiveKit", "OpusHead", "OpusTags"}


def literals():
    """literals yields the path and text of the engine's string literals."""
    for path in source_tree.files(".cc", ".h"):
        if path.startswith(ENGINE) and "test" not in path:
            code = re.sub(r"^\s*(#include.*|//.*)$", "", source_tree.read(path),
                          flags=re.MULTILINE)
            for text in LITERAL.findall(code):
                yield path, text


def name_in_c(call):
    return "sealframe_provider" + re.sub(
        "[A-Z]", lambda letter: "_" + letter.group().lower(), call)


class ErrorNamesTest(unittest.TestCase):

    def test_calls_in_backquotes_exist_in_cpp_and_in_c(self):
        provider = source_tree.read("keyring/key_provider.h")
        header = source_tree.read("hooks/c/sealframe.h")
        calls = {call for _, text in literals() for call in CALL.findall(text)}
        self.assertIn("SetKey", calls)
        for call in calls:
            self.assertRegex(provider, rf"\b{call}\(")
            self.assertRegex(header, rf"\b{name_in_c(call)}\(")

    def test_no_other_call_is_named(self):
        for path, text in literals():
            found = set(CAMEL_CASE.findall(CALL.sub("", text))) - OTHER_NAMES
            self.assertFalse(found, path)


if __name__ == "__main__":
    unittest.main()
