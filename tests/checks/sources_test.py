# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests the contents of every source file."""

import re
import unittest

from tests.checks import source_tree

SOURCES = (".h", ".hpp", ".cc", ".c", ".lds", ".py", ".sh", ".bzl", ".bazel", ".BUILD", "WORKSPACE",
           "CMakeLists.txt", ".cmake", ".in", "tools/bazel", ".ci/run")
TEXTS = SOURCES + (".md", ".txt", ".json", ".js", ".html")

LICENCE = re.compile(r"(#!.*\n)?(//|#) Copyright 2026 The Sealframe Authors\n"
                     r"(//|#) SPDX-License-Identifier: Apache-2\.0\n")

# Folders with personal files, whose paths exist on one machine only.
PERSONAL_PATH = re.compile(
    r"(?<![\w.:/>)}-])/(home|root|Users|mnt|media|opt|srv|work|workspace)/\w")

# The files that may read raw keys: they feed a cipher or a key derivation, pass
# the current key to an application through the C interface, decode them from
# text, or print keys on request. Tests may read them, too.
REVEALS = re.compile(r"\bReveal(Mutable)?\(")
MAY_REVEAL = {
    "crypto/aes_ctr_hmac.cc",
    "crypto/aes_gcm.cc",
    "crypto/hkdf.cc",
    "crypto/ipsec_mb.cc",
    "crypto/pbkdf2.cc",
    "crypto/random.cc",
    "crypto/secret_bytes.cc",
    "crypto/secret_bytes.h",
    "crypto/secret_nonce.h",
    "hooks/c/provider_keys.cc",
    "keyring/counter_nonces.cc",
    "keyring/key_fingerprint.cc",
    "keyring/opening_key.h",
    "keyring/participants_shared_keys.cc",
    "frame/diagnosis/text_forms.cc",
    "frame/formats/ring/ring_key_scheme.cc",
    "frame/formats/sframe/sframe_key_scheme.cc",
    "tools/cli/key_commands.cc",
    "tools/cli/key_text.cc",
    "tools/cli/other_keys.cc",
    "tools/cli/secret_source.cc",
    "tools/cli/sframe_frame.cc",
}

# Comparisons that stop at the first difference, whose time shows how much of a
# guess is right: of secrets, and of tags that a sender may forge. Use
# SecretBytes or CRYPTO_memcmp.
EARLY_EXIT = re.compile(
    r"\b(memcmp|bcmp|w?mem(r?chr|mem)|str\w*cmp|(c_)?equal|(c_)?mismatch"
    r"|(c_)?lexicographical_compare\w*|(c_)?search)\s*(<[^()]*>)?\("
    r"|\bReveal(Mutable)?\(\)(\[\w+\]|\.\w+\(\w*\))*\s*[=!]="
    r"|[=!]=\s*[\w.()>-]*\bReveal(Mutable)?\("
    r"|\b(\w*_)?(tag|mac|digest|secret|prk)_?(\[\w+\])?\s*[=!]=(?!\s*nullptr)"
    r"|[=!]=\s*(\w*_)?(tag|mac|digest|secret|prk)_?\b(?!\s*[.(-])")

# The engine's files with such comparisons, of public bytes only. The command
# line's own folder, tests and benchmarks may have others.
MAY_EXIT_EARLY = {
    "frame/diagnosis/plain_proof.cc",  # The fixed bits of codecs.
    "frame/diagnosis/unexplained_frame.cc",  # SSRC and timestamp.
    "frame/formats/ring/livekit_packet_trailer.cc",  # The trailer's magic bytes.
    "frame/formats/ring/server_injected_frames.cc",  # Frames in the clear.
}
ENGINE = re.compile(r"^(crypto|keyring|frame|hooks)/")
TEST_CODE = re.compile(r"_test\.\w+$|/(testing|tests|examples)/")

# The one file that compares names of profiles, and its definitions of them.
REGISTRY = "frame/formats/registry.cc"
NAMED = re.compile(r'\bname = "(\w+)"')

# Other code may choose a profile but not ask which one it has. Exempt are each
# profile's own factory, tests, benchmarks and examples, SDP's attribute
# `sframe`, and GStreamer's enum, whose test compares it with the registry.
MAY_NAME_PROFILES = re.compile(
    r"^(frame/formats/(registry\.cc|\w+/\w+_profile\.cc)|frame/rtp/sdp\.cc"
    r"|hooks/gstreamer/choices\.cc|tests/.*|bench/.*"
    r"|.*_test\.\w+|.*/(testing|tests|examples)/.*)$")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


def profile_comparisons(text, names):
    """profile_comparisons yields the uses of profile names other than assignments."""
    literal = re.compile(r'(\S?\S?)\s*"(?:%s)"(\s*[=!]=)?' % "|".join(names))
    for match in literal.finditer(COMMENT.sub("", text)):
        before, after = match.groups()
        is_assigned = before.endswith("=") and before not in ("==", "!=")
        if after or not is_assigned:
            yield " ".join(match.group().split())


def early_exits(text):
    """early_exits yields the comparisons that may stop at the first difference."""
    for match in EARLY_EXIT.finditer(COMMENT.sub("", text)):
        yield " ".join(match.group().split())


def lines_with(pattern, *suffixes):
    """lines_with yields the path, line number and line of each match."""
    for path in source_tree.files(*suffixes):
        for number, line in enumerate(source_tree.read(path).splitlines(), 1):
            if pattern.search(line):
                yield path, number, line


class SourcesTest(unittest.TestCase):

    def test_every_source_starts_with_the_licence(self):
        source_tree.assert_none(
            self, (path for path in source_tree.files(*SOURCES)
                   if source_tree.read(path)
                   and not LICENCE.match(source_tree.read(path))))

    def test_include_guards_are_the_path(self):
        for path in source_tree.files(".h", ".hpp"):
            guard = "SEALFRAME_" + re.sub(r"\W", "_", path).upper() + "_"
            text = source_tree.read(path)
            with self.subTest(path=path):
                self.assertIn(f"#ifndef {guard}\n#define {guard}\n", text)
                self.assertTrue(text.endswith(f"#endif  // {guard}\n"))

    def test_no_text_names_a_path_of_one_machine(self):
        source_tree.assert_none(
            self, (f"{path}:{number}: {line}"
                   for path, number, line in lines_with(PERSONAL_PATH, *TEXTS)))

    def test_only_the_registry_compares_profile_names(self):
        names = NAMED.findall(source_tree.read(REGISTRY))
        self.assertIn("sframe", names)
        source_tree.assert_none(
            self, (f"{path}: {use}" for path in source_tree.files(".h", ".cc", ".c")
                   if not MAY_NAME_PROFILES.match(path)
                   for use in profile_comparisons(source_tree.read(path), names)))

    def test_comparisons_and_lists_of_profile_names_are_found(self):
        names = ["sframe", "dave"]
        for text in ('name == "sframe"', '"dave" != name', 'if (name !=\n    "dave")',
                     '{"sframe", "dave"}', 'find(begin, end, "dave")', 'strcmp(name, "dave")'):
            with self.subTest(text):
                self.assertTrue(list(profile_comparisons(text, names)))
        for text in ('options.profile = "sframe";', 'profile =\n    "dave"', '// "dave"',
                     '"a=sframe"', '"daves"'):
            with self.subTest(text):
                self.assertFalse(list(profile_comparisons(text, names)))

    def test_only_the_listed_files_read_raw_keys(self):
        users = {path for path, _, _ in lines_with(REVEALS, ".h", ".cc")
                 if not path.endswith("_test.cc")
                 and not path.startswith(("tests/", "bench/"))}
        self.assertEqual(users, MAY_REVEAL)

    def test_only_public_bytes_are_compared_up_to_the_first_difference(self):
        users = {path for path in source_tree.files(".h", ".hpp", ".cc", ".c")
                 if ENGINE.match(path) and not TEST_CODE.search(path)
                 and list(early_exits(source_tree.read(path)))}
        self.assertEqual(users, MAY_EXIT_EARLY)

    def test_comparisons_that_stop_early_are_found(self):
        for text in ("memcmp(a, b, 16) != 0", "std::memcmp(\n    a, b, 4)", "bcmp(a, b, n)",
                     "std::equal(a.begin(), a.end(), b.begin())", "absl::c_equal(a, b)",
                     "std::ranges::equal(a, b)", "strncmp(a, b, 8)",
                     "std::mismatch(a, b, c)", "std::equal<const char*>(a, b, c)",
                     "a.Reveal() == b.Reveal()", "tag == expected", "expected != full_tag",
                     "mac_ != other", "tag[i] != other[i]", "received == tag;",
                     "key.Reveal()[0] == 0"):
            with self.subTest(text):
                self.assertTrue(list(early_exits(text)))
        for text in ("CRYPTO_memcmp(a, b, 16) != 0", "// memcmp(a, b, 16)", "a == b",
                     "tag_size == 16", "options.secret == nullptr", "x == tag.size()",
                     "std::not_equal_to<>()", "EqualTo(b)", "Reveal().size();\nif (a == b)"):
            with self.subTest(text):
                self.assertFalse(list(early_exits(text)))


if __name__ == "__main__":
    unittest.main()
