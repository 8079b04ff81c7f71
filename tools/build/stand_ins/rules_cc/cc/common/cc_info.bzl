# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""Stands in for rules_cc's provider, which is built into Bazel 4.2.3."""

load(":built_in.bzl", "built_in_cc_info")

CcInfo = built_in_cc_info
