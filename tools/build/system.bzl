# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""The repositories that are made of what the system has installed."""

load("//hooks/libwebrtc:system_webrtc.bzl", "system_webrtc")
load("//tools/build:system_ipsec_mb.bzl", "system_ipsec_mb")
load("//tools/build:system_library.bzl", "system_library")
load("//tools/build:system_tools.bzl", "system_tools")

def system_repositories():
    """Declares them, in WORKSPACE or, through system_extension.bzl, in MODULE.bazel."""

    # Hooks are built against the system's libraries, with which they run.
    system_library(
        name = "gstreamer",
        modules = [
            "gstreamer-1.0",
            "gstreamer-app-1.0",
            "gstreamer-base-1.0",
            "gstreamer-check-1.0",
            "gstreamer-rtp-1.0",
            "gstreamer-sdp-1.0",
        ],
    )

    system_webrtc(name = "libwebrtc")

    # --config=ipsec_mb takes AES-GCM from it (crypto/ipsec_mb.h).
    system_ipsec_mb(name = "ipsec_mb")

    # The command line reads and writes MP4 and Matroska files with these.
    system_library(
        name = "ffmpeg",
        modules = [
            "libavcodec",
            "libavformat",
            "libavutil",
        ],
    )

    # Tests run these programs, and read these folders.
    system_tools(
        name = "system_tools",
        folders = {
            "pion": "/usr/share/gocode/src/github.com/pion/webrtc",
        },
        tools = [
            "cargo",
            "chromium",
            "clang-format-14",
            "cmake",
            "emcc",
            "esbuild",
            "ffmpeg",
            "firefox-esr",
            "gn",
            "go",
            "gst-launch-1.0",
            "ip",
            "janus",
            "lintian",
            "mmdebstrap",
            "mypy",
            "node",
            "npm",
            "rustc",
            "tsc",
            "valgrind",
        ],
    )
