# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The C++ rules of this tree."""

load("@rules_cc//cc:defs.bzl", _cc_binary = "cc_binary", _cc_library = "cc_library", _cc_test = "cc_test")

cc_binary = _cc_binary
cc_test = _cc_test

def cc_library(name, **kwargs):
    """A cc_library whose headers are included as `sealframe/PATH`.

    The prefix keeps `crypto/aead.h` apart from a header of the same path in the
    tree that embeds Sealframe, such as Chromium's.

    Args:
      name: the name of the target.
      **kwargs: passed to the native cc_library.
    """
    if "hdrs" in kwargs:
        kwargs["include_prefix"] = "sealframe/" + native.package_name()
    _cc_library(name = name, **kwargs)
