# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A static library that exports only some of its symbols."""

load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

# COMDAT groups (inline functions, templates) are identified by a symbol, which
# does not work once that symbol is hidden, so they become plain sections first.
# Unique global symbols cannot be hidden, but weak ones can.
_COMMAND = """set -e
ld=$1 objcopy=$2 ar=$3 exports=$4 out=$5
shift 5
"$ld" -r --force-group-allocation -o joined.o "$@"
"$objcopy" --wildcard --weaken-symbol='_Z*' joined.o weak.o
"$objcopy" --wildcard --keep-global-symbol="$exports" weak.o sealframe.o
"$ar" rcsD "$out" sealframe.o
"""

def _static_libraries(ctx):
    """Returns the libraries of all deps and their dependencies."""
    inputs = depset(transitive = [
        dep[CcInfo].linking_context.linker_inputs
        for dep in ctx.attr.deps
    ])
    return [
        library
        for linker_input in inputs.to_list()
        if linker_input.owner.workspace_name not in ctx.attr.without
        for library in linker_input.libraries
    ]

def _hiding_archive_impl(ctx):
    toolchain = find_cpp_toolchain(ctx)
    whole, needed = [], []
    for library in _static_libraries(ctx):
        file = library.pic_static_library or library.static_library
        (whole if library.alwayslink else needed).append(file)
    ctx.actions.run_shell(
        command = _COMMAND,
        arguments = [
            toolchain.ld_executable,
            toolchain.objcopy_executable,
            toolchain.ar_executable,
            ctx.attr.exports,
            ctx.outputs.out.path,
            "--whole-archive",
        ] + [file.path for file in whole] + [
            "--no-whole-archive",
            "--start-group",
        ] + [file.path for file in needed] + ["--end-group"],
        inputs = depset(whole + needed, transitive = [toolchain.all_files]),
        outputs = [ctx.outputs.out],
        mnemonic = "HidingArchive",
    )

hiding_archive = rule(
    implementation = _hiding_archive_impl,
    attrs = {
        "deps": attr.label_list(providers = [CcInfo], mandatory = True),
        "exports": attr.string(mandatory = True, doc = "The symbols to export, as a wildcard."),
        "out": attr.output(mandatory = True, doc = "The archive."),
        "without": attr.string_list(doc = "Repositories to leave out, which the program must link."),
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)
