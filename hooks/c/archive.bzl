# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A static library that exports only some of its symbols."""

load("@rules_cc//cc:find_cc_toolchain.bzl", "CC_TOOLCHAIN_ATTRS", "find_cc_toolchain", "use_cc_toolchain")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

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

def _linker_inputs(targets):
    """Returns what targets and their dependencies link."""
    return depset(transitive = [
        target[CcInfo].linking_context.linker_inputs
        for target in targets
    ]).to_list()

def _static_libraries(ctx):
    """Returns the libraries of all deps and their dependencies."""
    left_out = [linker_input.owner for linker_input in _linker_inputs(ctx.attr.without)]
    return [
        library
        for linker_input in _linker_inputs(ctx.attr.deps)
        if linker_input.owner not in left_out
        for library in linker_input.libraries
    ]

def _hiding_archive_impl(ctx):
    toolchain = find_cc_toolchain(ctx)
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
    attrs = dict(
        CC_TOOLCHAIN_ATTRS,
        deps = attr.label_list(providers = [CcInfo], mandatory = True),
        exports = attr.string(mandatory = True, doc = "The symbols to export, as a wildcard."),
        out = attr.output(mandatory = True, doc = "The archive."),
        without = attr.label_list(
            doc = "Libraries to leave out, with their dependencies: the program must link them.",
            providers = [CcInfo],
        ),
    ),
    fragments = ["cpp"],
    toolchains = use_cc_toolchain(),
)
