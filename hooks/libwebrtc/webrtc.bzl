# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""Debian's libwebrtc (libtgowt-dev), in which the adapters are tested.

A fork compiles the adapters in its own build (BUILD.gn). Here they are compiled
like the system's library: with its definitions, and without NDEBUG, which would
change the layout of its classes. It brings its own Abseil, so targets that
include its headers must not depend on ours.
"""

load("//tools/build:cc.bzl", "cc_binary", "cc_library", "cc_test")

_DEFINITIONS = [
    "BWE_TEST_LOGGING_COMPILE_TIME_ENABLE=0",
    "HAVE_WEBRTC_VIDEO",
    "NO_MAIN_THREAD_WRAPPING",
    "RTC_DISABLE_TRACE_EVENTS",
    "RTC_ENABLE_VP9",
    "WEBRTC_APM_DEBUG_DUMP=0",
    "WEBRTC_DUMMY_AUDIO_BUILD",
    "WEBRTC_ENABLE_PROTOBUF=0",
    "WEBRTC_HAVE_DCSCTP",
    "WEBRTC_HAVE_SCTP",
    "WEBRTC_INCLUDE_INTERNAL_AUDIO_DEVICE",
    "WEBRTC_LIBRARY_IMPL",
    "WEBRTC_LINUX",
    "WEBRTC_NON_STATIC_TRACE_EVENT_HANDLERS=1",
    "WEBRTC_OPUS_SUPPORT_120MS_PTIME=1",
    "WEBRTC_OPUS_VARIABLE_COMPLEXITY=0",
    "WEBRTC_POSIX",
    "WEBRTC_USE_BUILTIN_ISAC_FLOAT",
    "WEBRTC_USE_H264",
    "WEBRTC_USE_PIPEWIRE",
    "WEBRTC_USE_X11",
]

_COPTS = ["-UNDEBUG", "-isystem", "/usr/include/tg_owt"] + [
    "-D" + definition
    for definition in _DEFINITIONS
]

_LIBRARIES = [
    "tg_owt",
    "ssl",
    "crypto",
    "srtp2",
    "protobuf",
    "avcodec",
    "avformat",
    "avutil",
    "swscale",
    "swresample",
    "opus",
    "vpx",
    "jpeg",
    "X11",
    "Xcomposite",
    "Xdamage",
    "Xext",
    "Xfixes",
    "Xrender",
    "Xrandr",
    "Xtst",
    "gio-2.0",
    "gobject-2.0",
    "glib-2.0",
    "absl_flags_parse",
    "absl_flags_internal",
    "absl_flags_marshalling",
    "absl_flags_reflection",
    "absl_hash",
    "absl_raw_hash_set",
    "absl_synchronization",
    "absl_strings",
    "absl_time",
    "absl_base",
    "absl_throw_delegate",
    "absl_bad_optional_access",
    "absl_bad_variant_access",
    "pthread",
    "dl",
    "m",
]

# The library exists for this machine only, and without sanitizers.
_TAGS = ["no-arm64", "no-sanitizer"]

def webrtc_library(name, copts = [], tags = [], **kwargs):
    """A cc_library that includes WebRTC's headers."""
    cc_library(name = name, copts = _COPTS + copts, tags = _TAGS + tags, **kwargs)

def _linked(rule, name, copts = [], tags = [], **kwargs):
    rule(
        name = name,
        copts = _COPTS + copts,
        linkopts = ["-Wl,--gc-sections", "-Wl,--as-needed"] +
                   ["-l" + library for library in _LIBRARIES],
        tags = _TAGS + tags,
        **kwargs
    )

def webrtc_test(**kwargs):
    """A cc_test in the system's libwebrtc."""
    _linked(cc_test, **kwargs)

def webrtc_binary(**kwargs):
    """A cc_binary in the system's libwebrtc."""
    _linked(cc_binary, **kwargs)
