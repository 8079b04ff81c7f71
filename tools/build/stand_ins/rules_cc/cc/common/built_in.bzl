# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""Bazel's own CcInfo, for cc_info.bzl: a file cannot define a name that it reads."""

built_in_cc_info = CcInfo
