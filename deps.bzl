# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""The repositories that Sealframe depends on, for the WORKSPACE of its consumers.

    load("@sealframe//:deps.bzl", "sealframe_dependencies")

    sealframe_dependencies()
"""

load("//tools/build:boringssl.bzl", "boringssl")
load("//tools/build:debian_source.bzl", "debian_source")
load("//tools/build:stand_in.bzl", "stand_in")

def _maybe(rule, name, **kwargs):
    """Declares a repository unless the workspace has one of that name."""
    if not native.existing_rule(name):
        rule(name = name, **kwargs)

def _libraries():
    _maybe(boringssl, name = "boringssl", pinned = "@boringssl_of_debian//:LICENSE")
    _maybe(
        debian_source,
        name = "boringssl_of_debian",
        archive = "android-platform-external-boringssl_13.0.0+r24.orig.tar.xz",
        package = "android-platform-external-boringssl",
        sha256 = "583b7aeee1fca68b8244d086cea6fca23bd19d517bd63f0b9de714e048f92a7d",
    )
    _maybe(
        debian_source,
        name = "com_google_absl",
        archive = "abseil_20220623.1.orig.tar.gz",
        package = "abseil",
        sha256 = "abfe2897f3a30edaa74bc34365afe3c2a3cd012091a97dc7e008f7016adcd5fe",
    )
    _maybe(
        debian_source,
        name = "com_google_googletest",
        archive = "googletest_1.12.1.orig.tar.gz",
        package = "googletest",
        sha256 = "81964fe578e9bd7c94dfdb09c8e4d6e6759e19967e397dbea48d1c10e45d0df2",
    )
    _maybe(
        debian_source,
        name = "com_github_google_benchmark",
        archive = "benchmark_1.7.1.orig.tar.gz",
        package = "benchmark",
        sha256 = "6430e4092653380d9dc4ccb45a1e2dc9259d581f4866dc0759713126056bc1d7",
    )
    _maybe(
        debian_source,
        name = "fmt",
        archive = "fmtlib_9.1.0+ds1.orig.tar.gz",
        build_file = Label("//tools/build:fmt.BUILD"),
        package = "fmtlib",
        sha256 = "84ce1c2d0be3a9863935137969dcec6970125caac032f82474640bfc81463583",
    )

# The rules in tools/build/stand_ins.
_STAND_INS = {
    "rules_cc": [
        "cc/common/built_in.bzl",
        "cc/common/cc_info.bzl",
        "cc/defs.bzl",
        "cc/find_cc_toolchain.bzl",
    ],
    "rules_python": ["python/defs.bzl"],
    "rules_shell": ["shell/sh_binary.bzl"],
}

def _rules():
    """Replaces repositories that Bazel 4.2.3 would fetch, with ours or Debian's."""
    for name, paths in _STAND_INS.items():
        _maybe(stand_in, name = name, files = {
            Label("//tools/build/stand_ins:%s/%s" % (name, path)): path
            for path in paths
        })
    _maybe(
        stand_in,
        name = "remote_coverage_tools",
        files = {
            Label("//tools/build/coverage:BUILD.bazel"): "BUILD.bazel",
            Label("//tools/build/coverage:unused.sh"): "unused.sh",
        },
    )
    for name, path in {
        "bazel_skylib": "/usr/share/bazel/tools/skylib",
        "platforms": "/usr/share/bazel/tools/platforms",
        "rules_java": "/usr/share/bazel/rules/java",
        "rules_proto": "/usr/share/bazel/rules/proto",
    }.items():
        _maybe(native.local_repository, name = name, path = path)

def sealframe_dependencies():
    """Declares every repository that Sealframe needs and the workspace lacks.

    The libraries come from Debian's archive, each pinned by version and sha256. A
    repository that is declared before this call is used in place of ours.
    """
    _libraries()
    _rules()
