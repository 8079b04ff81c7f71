# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The libraries show the interface alone, and live beside OpenSSL 3."""

import itertools
import re
import unittest

from hooks.c.tests.prefix import HOOK, Prefix, run


def symbols(*command):
    """symbols returns what nm lists: addresses and archive members aside."""
    return {line.split()[-1] for line in run("nm", *command).splitlines()
            if len(line.split()) == 3}


def declared():
    with open(HOOK + "/sealframe.h", encoding="utf-8") as header:
        return set(re.findall(r"\b(sealframe_\w+)\(", re.sub(
            r"//.*", "", header.read())))


class SymbolsTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.prefix = Prefix()

    def library(self, name):
        return f"{self.prefix.path}/lib/{name}"

    def test_the_shared_library_exports_what_is_declared_and_nothing_else(self):
        self.assertEqual(
            symbols("-D", "--defined-only", self.library("libsealframe.so.1")),
            declared())

    def test_the_static_libraries_show_what_is_declared_and_nothing_else(self):
        for path in (self.library("libsealframe.a"),
                     HOOK + "/libsealframe_without_boringssl.a"):
            self.assertEqual(symbols("-g", "--defined-only", path), declared())

    def test_the_static_library_needs_no_libcrypto(self):
        left = run("nm", "-u", self.library("libsealframe.a"))
        self.assertNotRegex(left, r"U (EVP|SHA|AES|HKDF|ERR|BN)_")

    def test_both_work_beside_openssl(self):
        # Whichever comes first, and both shared, both static or mixed.
        for ours, theirs in itertools.product(
                ("sealframe", "sealframe-static"),
                ("-lcrypto", "-l:libcrypto.a")):
            flags = self.prefix.flags(ours)
            for order in ([*flags, theirs], [theirs, *flags, theirs]):
                with self.subTest(order):
                    program = self.prefix.compile(
                        HOOK + "/tests/beside_openssl.c", "-std=c99", *order,
                        "-ldl", "-pthread")
                    self.assertIn("both work", self.prefix.run(program))

    def test_it_may_be_closed_before_the_threads_that_used_it_end(self):
        program = self.prefix.compile(
            HOOK + "/tests/unload.c", "-std=gnu99",
            f"-I{self.prefix.path}/include", "-ldl", "-pthread")
        self.assertEqual(
            self.prefix.run(program, self.library("libsealframe.so.1")),
            "used and closed\n")


if __name__ == "__main__":
    unittest.main()
