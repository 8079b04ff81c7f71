# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A WebAssembly module of C and C++ libraries, in any configuration of the build."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

# The options of --config=wasm in .bazelrc, and none for the compiler of other systems.
_WASM = {
    "//command_line_option:compilation_mode": "opt",
    "//command_line_option:copt": [],
    "//command_line_option:cpu": "wasm32",
    "//command_line_option:crosstool_top": str(Label("//tools/build/wasm:toolchains")),
    "//command_line_option:extra_toolchains": str(Label("//tools/build/wasm:toolchain")),
    "//command_line_option:features": ["-supports_pic"],
    "//command_line_option:force_pic": False,
    "//command_line_option:platforms": str(Label("//tools/build/wasm:platform")),
}

def _to_wasm_impl(_settings, _attr):
    return _WASM

_to_wasm = transition(
    implementation = _to_wasm_impl,
    inputs = [],
    outputs = _WASM.keys(),
)

def _libraries(deps):
    """Returns the libraries of `deps`: those to link whole, and the others."""
    whole, needed = [], []
    for dep in deps:
        for linker_input in dep[CcInfo].linking_context.linker_inputs.to_list():
            for library in linker_input.libraries:
                (whole if library.alwayslink else needed).append(library.static_library)
    return whole, needed

def _wasm_module_impl(ctx):
    whole, needed = _libraries(ctx.attr.deps)
    arguments = ctx.actions.args()
    arguments.add_all(ctx.attr.linkopts)
    arguments.add(ctx.file.exports, format = "-sEXPORTED_FUNCTIONS=@%s")
    arguments.add("-Wl,--whole-archive")
    arguments.add_all(whole)
    arguments.add("-Wl,--no-whole-archive")
    arguments.add_all(needed)
    arguments.add("-o", ctx.outputs.out)
    ctx.actions.run(
        executable = ctx.executable._emcc,
        arguments = [arguments],
        inputs = whole + needed + [ctx.file.exports],
        outputs = [ctx.outputs.out],
        mnemonic = "WasmModule",
    )

wasm_module = rule(
    implementation = _wasm_module_impl,
    attrs = {
        "compiler": attr.label(
            doc = "A target that is incompatible where the compiler is missing.",
            mandatory = True,
        ),
        "deps": attr.label_list(
            cfg = _to_wasm,
            doc = "The libraries, which are compiled to WebAssembly.",
            mandatory = True,
            providers = [CcInfo],
        ),
        "exports": attr.label(
            allow_single_file = True,
            doc = "The functions to export, one a line, each after an underscore.",
            mandatory = True,
        ),
        "linkopts": attr.string_list(doc = "Options of emcc."),
        "out": attr.output(doc = "The module.", mandatory = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_emcc": attr.label(
            allow_single_file = True,
            cfg = "exec",
            default = "//tools/build/wasm:emcc.sh",
            executable = True,
        ),
    },
)
