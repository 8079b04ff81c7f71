# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests that includes point down only: hooks/ to frame/ to keyring/ to crypto/.

Within frame/, formats may use the rest of frame/, but never each other, and only
frame/diagnosis may use formats.
"""

import collections
import re
import unittest

from tests.checks import source_tree

# The folders that each folder may use. Within hooks/, a hook may use only itself
# and the C interface.
OUTSIDE = {"bench", "tests", "tools"}
LAYERS = {"crypto", "keyring", "frame", "hooks"}
MAY_USE = {
    "crypto": {"crypto"},
    "keyring": {"crypto", "keyring"},
    "frame": {"crypto", "keyring", "frame"},
    "hooks": {"keyring", "frame", "hooks"},
    **{folder: LAYERS | OUTSIDE for folder in OUTSIDE},
}

# The headers of crypto/ that the C interface may use, because their types appear
# in keyring/'s interfaces.
SPOKEN = {"crypto/cipher_suite.h", "crypto/secret_bytes.h"}

# Libraries, by the start of their include paths, and the folders that may use them.
LIBRARIES = {
    "absl": LAYERS | OUTSIDE,
    "openssl": {"crypto"} | OUTSIDE,
    "intel-ipsec-mb.h": {"crypto"},
    "fmt": OUTSIDE,
    "libavcodec": {"tools"},
    "libavformat": {"tools"},
    "libavutil": {"tools"},
    "benchmark": OUTSIDE,
    "gtest": OUTSIDE,
    "gmock": OUTSIDE,
}

# The tests of a layer, which may use tests/ and GoogleTest.
TESTS = re.compile(r"_test\.cc$|/testing/")

# The prefix of this tree's own headers in includes.
PREFIX = "sealframe/"

# The wire formats, one folder each, and their registry.
FORMATS = "frame/formats"

# The diagnosis of frames, which is on top of the formats.
DIAGNOSIS = "frame/diagnosis"

# Tests that the C library works beside OpenSSL in one process.
BESIDE_OPENSSL = "hooks/c/tests/beside_openssl.c"

# The standard and system headers that are allowed.
SYSTEM = re.compile(r"<([a-z0-9_]+|(sys|net|netinet|arpa|linux)/\w+\.h|"
                    r"(dirent|errno|fcntl|malloc|poll|pthread|sched|signal|spawn|unistd|stdint|"
                    r"stddef|stdbool|string|stdlib|stdio|math|time|immintrin|x86intrin|"
                    r"arm_neon)\.h)>")


def layer_of(path):
    return path.split("/")[0]


def unit_of(path):
    """unit_of returns the layer, or the hook, that a file belongs to."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "hooks" else parts[0]


def format_of(path):
    """format_of returns the folder of the format that a file belongs to, or ""."""
    parts = path.split("/")
    return parts[2] if path.startswith(FORMATS + "/") and len(parts) > 3 else ""


def problem_inside(path, target):
    """problem_inside returns the reason why the file may not include this header of
    the tree, or None."""
    first, layer = layer_of(target), layer_of(path)
    is_test = TESTS.search(path)
    if first not in MAY_USE:
        return f"{first}/ has no place in the layers"
    if target in SPOKEN and unit_of(path) == "hooks/c":
        return None
    # Tests of keyring/ derive with the schemes of real formats.
    allowed = MAY_USE[layer] | ({"tests", "frame"} if is_test else set())
    if first not in allowed:
        return f"{layer}/ may not use {first}/"
    if first == layer == "hooks" and unit_of(target) not in (unit_of(path), "hooks/c"):
        return f"{unit_of(path)}/ may not use another hook"
    if target.startswith(DIAGNOSIS) and layer == "frame" and not path.startswith(DIAGNOSIS):
        return f"{DIAGNOSIS}/ uses the rest of frame/, not the reverse"
    if first == layer == "frame" and target.startswith(FORMATS) and not is_test:
        if not path.startswith((FORMATS, DIAGNOSIS)):
            return f"{FORMATS}/ uses the rest of frame/, not the reverse"
        if format_of(path) and format_of(target) != format_of(path):
            return "a format may not use another one, nor the registry"
    return None


def problem_of(path, include):
    """problem_of returns the reason why the file may not include this, or None."""
    target = include[1:-1]
    first, layer = layer_of(target), layer_of(path)
    is_test = TESTS.search(path)
    if SYSTEM.fullmatch(include):
        return None
    if target.startswith(PREFIX):
        return problem_inside(path, target[len(PREFIX):])
    if first in MAY_USE and "/" in target and not target.endswith(".inc"):
        return f"this tree's own headers are included by {PREFIX}..."
    if first in LIBRARIES:
        allowed = (first in ("gtest", "gmock") and is_test or
                   first == "openssl" and path == BESIDE_OPENSSL)
        if not allowed and layer not in LIBRARIES[first]:
            return f"{layer}/ may not use {first}"
        return None
    if target.endswith(".inc"):
        return None  # Generated from a page of documentation.
    if "/" not in target and include[0] == '"':
        return f"a path must start with {PREFIX}"
    if layer not in ("hooks", "tests"):
        return "only a hook may use a stack or an unknown library"
    return None


class LayeringTest(unittest.TestCase):

    def test_every_source_is_in_a_folder_with_a_place_in_the_layers(self):
        source_tree.assert_none(
            self, (path for path in source_tree.files(".h", ".cc", ".c")
                   if layer_of(path) not in MAY_USE))

    def test_includes_point_down_only(self):
        source_tree.assert_none(
            self, (f"{path}: {include}: {problem}"
                   for path in source_tree.files(".h", ".cc", ".c")
                   if layer_of(path) in MAY_USE
                   for include in source_tree.includes(path)
                   for problem in [problem_of(path, include)] if problem))

    def test_every_source_is_named_in_the_build_file_of_its_folder(self):
        missing = collections.defaultdict(list)
        for path in source_tree.files(".h", ".cc", ".c", "_test.py"):
            folder, _, name = path.rpartition("/")
            while folder not in BUILD_FILES and "/" in folder:
                folder, _, inner = folder.rpartition("/")
                name = f"{inner}/{name}"
            if f'"{name}"' not in BUILD_FILES.get(folder, ""):
                missing[folder].append(name)
        source_tree.assert_none(self, (f"{folder}/BUILD.bazel: {names}"
                                       for folder, names in missing.items()))


class ProblemTest(unittest.TestCase):
    """Tests the rules themselves, on includes that break and follow them."""

    def test_refuses_includes_that_point_up_sideways_or_out(self):
        for path, include in (
            ("crypto/aead.cc", '\"sealframe/keyring/keyring.h"'),
            ("keyring/keyring.h", '\"sealframe/frame/session.h"'),
            ("frame/session.cc", '\"sealframe/hooks/c/sealframe.h"'),
            ("frame/session.cc", '\"sealframe/tools/cli/json.h"'),
            ("frame/session.cc", '\"sealframe/tests/testing/hex.h"'),
            ("hooks/c/provider.cc", '\"sealframe/hooks/libwebrtc/transformer.h"'),
            ("hooks/c/provider.cc", '\"sealframe/crypto/aead.h"'),
            ("hooks/gstreamer/element.cc", '\"sealframe/crypto/secret_bytes.h"'),
            ("keyring/keyring.cc", "<openssl/aead.h>"),
            ("keyring/keyring.cc", '"openssl/aead.h"'),
            ("frame/session.cc", '"gtest/gtest.h"'),
            ("frame/session.cc", '"api/frame_transformer_interface.h"'),
            ("frame/session.cc", "<gst/gst.h>"),
            ("frame/session.cc", '"session.h"'),
            ("frame/session.cc", '"frame/session.h"'),
            ("frame/session.cc", '"sealframe/frame/formats/registry.h"'),
            ("frame/formats/dave/dave_format.cc",
             '"sealframe/frame/formats/ring/ring_format.h"'),
            ("frame/formats/dave/dave_format.cc",
             '"sealframe/frame/formats/registry.h"'),
            ("keyring/keyring.cc",
             '"sealframe/frame/formats/sframe/sframe_key_scheme.h"'),
        ):
            with self.subTest(path=path, include=include):
                self.assertIsNotNone(problem_of(path, include))

    def test_accepts_includes_that_point_down(self):
        for path, include in (
            ("crypto/aead.cc", '"openssl/aead.h"'),
            ("frame/session.cc", '\"sealframe/crypto/nonce.h"'),
            ("frame/session.cc", "<cstdint>"),
            ("frame/session.cc", "<sys/stat.h>"),
            ("frame/session_test.cc", '\"sealframe/tests/testing/hex.h"'),
            ("frame/session_test.cc", '"gmock/gmock.h"'),
            ("frame/session_test.cc", '"sealframe/frame/formats/registry.h"'),
            ("frame/formats/registry.cc",
             '"sealframe/frame/formats/dave/dave_profile.h"'),
            ("keyring/testing/key_provider_fixture.h",
             '"sealframe/frame/formats/sframe/sframe_key_scheme.h"'),
            ("hooks/gstreamer/element.cc", "<gst/gst.h>"),
            ("hooks/gstreamer/element.cc", '\"sealframe/hooks/c/sealframe.h"'),
            ("hooks/gstreamer/element.cc", '\"sealframe/frame/session.h"'),
            ("hooks/c/provider_keys.cc", '\"sealframe/crypto/secret_bytes.h"'),
            ("bench/aead.cc", '"openssl/aead.h"'),
        ):
            with self.subTest(path=path, include=include):
                self.assertIsNone(problem_of(path, include))


BUILD_FILES = {
    path.rpartition("/")[0]: source_tree.read(path)
    for path in source_tree.files("BUILD.bazel")
}

if __name__ == "__main__":
    unittest.main()
