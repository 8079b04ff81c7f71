# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""The repositories of system.bzl as a module extension, which Bazel 4 cannot read."""

load("//tools/build:system.bzl", "system_repositories")

system = module_extension(implementation = lambda _ctx: system_repositories())
