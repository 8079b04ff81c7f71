# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""Stands in for rules_python, whose rules are built into Bazel 4.2.3."""

py_binary = native.py_binary
py_library = native.py_library
py_test = native.py_test
