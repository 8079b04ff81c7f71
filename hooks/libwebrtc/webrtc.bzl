# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""Debian's libwebrtc (libtgowt-dev), in which the adapters are tested.

A fork compiles the adapters in its own build (BUILD.gn). Here they are compiled
and linked as the system's package says. It brings its own Abseil, so targets that
include its headers must not depend on ours.
"""

load("@libwebrtc//:package.bzl", "COMPATIBLE_WITH", "COPTS", "LINKOPTS")
load("//tools/build:cc.bzl", "cc_binary", "cc_library", "cc_test")

# The library exists for this machine only, and without sanitizers.
_TAGS = ["no-cross", "no-sanitizer"]

def _compiled(rule, name, copts, tags, **kwargs):
    rule(
        name = name,
        copts = COPTS + copts,
        tags = _TAGS + tags,
        target_compatible_with = COMPATIBLE_WITH,
        **kwargs
    )

def webrtc_library(name, copts = [], tags = [], **kwargs):
    """A cc_library that includes WebRTC's headers."""
    _compiled(cc_library, name, copts, tags, **kwargs)

def _linked(rule, name, copts = [], tags = [], **kwargs):
    linkopts = ["-Wl,--gc-sections", "-Wl,--as-needed"] + LINKOPTS
    _compiled(rule, name, copts, tags, linkopts = linkopts, **kwargs)

def webrtc_test(**kwargs):
    """A cc_test in the system's libwebrtc."""
    _linked(cc_test, **kwargs)

def webrtc_binary(**kwargs):
    """A cc_binary in the system's libwebrtc."""
    _linked(cc_binary, **kwargs)
