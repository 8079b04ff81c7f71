# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The libraries export only the interface, and work beside OpenSSL 3."""

import itertools
import re
import unittest

from hooks.c.tests.prefix import HOOK, Prefix, run


def symbols(*command):
    """symbols returns the names of the symbols that nm lists."""
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

    def test_shared_library_exports_exactly_the_declared_functions(self):
        self.assertEqual(
            symbols("-D", "--defined-only", self.library("libsealframe.so.1")),
            declared())

    def test_static_libraries_export_exactly_the_declared_functions(self):
        for path in (self.library("libsealframe.a"),
                     HOOK + "/libsealframe_without_boringssl.a"):
            self.assertEqual(symbols("-g", "--defined-only", path), declared())

    def test_static_library_needs_no_libcrypto(self):
        left = run("nm", "-u", self.library("libsealframe.a"))
        self.assertNotRegex(left, r"U (EVP|SHA|AES|HKDF|ERR|BN)_")

    def test_shared_and_static_library_work_beside_openssl(self):
        # In either order, with both shared, both static, or one of each.
        static = run("pkg-config", "--static", "--libs", "libcrypto").split()
        static = ["-l:libcrypto.a" if flag == "-lcrypto" else flag for flag in static]
        for ours, theirs in itertools.product(
                ("sealframe", "sealframe-static"), (["-lcrypto"], static)):
            flags = self.prefix.flags(ours)
            for order in ([*flags, *theirs], [*theirs, *flags, *theirs]):
                with self.subTest(order):
                    program = self.prefix.compile(
                        HOOK + "/tests/beside_openssl.c", "-std=c99", *order,
                        "-ldl", "-pthread")
                    self.assertIn("both work", self.prefix.run(program))

    def test_library_may_be_closed_before_threads_that_used_it_end(self):
        program = self.prefix.compile(
            HOOK + "/tests/unload.c", "-std=gnu99",
            f"-I{self.prefix.path}/include", "-ldl", "-pthread")
        self.assertEqual(
            self.prefix.run(program, self.library("libsealframe.so.1")),
            "used and closed\n")


if __name__ == "__main__":
    unittest.main()
