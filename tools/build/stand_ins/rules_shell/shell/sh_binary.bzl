# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""Stands in for rules_shell, whose rules are built into Bazel 4.2.3."""

sh_binary = native.sh_binary
