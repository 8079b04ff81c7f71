# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""Stands in for rules_cc's access to the C++ toolchain."""

load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

CC_TOOLCHAIN_ATTRS = {
    "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
}

def use_cc_toolchain():
    """Returns the toolchain types of a rule that compiles or links C++."""
    return ["@bazel_tools//tools/cpp:toolchain_type"]

find_cc_toolchain = find_cpp_toolchain
