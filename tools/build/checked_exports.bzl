# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A shared library whose build fails unless it exports what it should."""

load("@rules_cc//cc:find_cc_toolchain.bzl", "CC_TOOLCHAIN_ATTRS", "find_cc_toolchain", "use_cc_toolchain")

def _checked_exports_impl(ctx):
    toolchain = find_cc_toolchain(ctx)
    library = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.run(
        executable = ctx.executable._check,
        arguments = [
            toolchain.nm_executable,
            ctx.file.library.path,
            ctx.file.exports.path,
            library.path,
        ],
        inputs = depset([ctx.file.library, ctx.file.exports], transitive = [toolchain.all_files]),
        outputs = [library],
        mnemonic = "CheckExports",
    )
    return DefaultInfo(
        files = depset([library]),
        runfiles = ctx.runfiles([library]).merge(ctx.attr.library[DefaultInfo].default_runfiles),
    )

checked_exports = rule(
    implementation = _checked_exports_impl,
    attrs = dict(
        CC_TOOLCHAIN_ATTRS,
        exports = attr.label(
            allow_single_file = True,
            mandatory = True,
            doc = "The symbols that the library exports, one a line.",
        ),
        library = attr.label(
            allow_single_file = True,
            mandatory = True,
            doc = "The library as linked. The target is a copy of it.",
        ),
        _check = attr.label(
            allow_single_file = True,
            cfg = "exec",
            default = "//tools/build:check_exports.sh",
            executable = True,
        ),
    ),
    toolchains = use_cc_toolchain(),
)
