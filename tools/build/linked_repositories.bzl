# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""The other projects whose code is linked into a target."""

load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

_Repositories = provider(fields = ["names"])

_DEPENDENCIES = ["deps", "library"]

def _repositories_impl(target, ctx):
    names = []
    if CcInfo in target:
        for linker_input in target[CcInfo].linking_context.linker_inputs.to_list():
            if linker_input.libraries:
                names.append(linker_input.owner.workspace_name)
    found = []
    for attribute in _DEPENDENCIES:
        dependencies = getattr(ctx.rule.attr, attribute, None) or []
        for dependency in dependencies if type(dependencies) == "list" else [dependencies]:
            if _Repositories in dependency:
                found.append(dependency[_Repositories].names)
    return [_Repositories(names = depset(names, transitive = found))]

_repositories = aspect(
    implementation = _repositories_impl,
    attr_aspects = _DEPENDENCIES,
)

def _linked_repositories_impl(ctx):
    names = depset(transitive = [
        target[_Repositories].names
        for target in ctx.attr.targets
    ]).to_list()
    out = ctx.actions.declare_file(ctx.label.name + ".txt")
    ctx.actions.write(out, "".join([name + "\n" for name in sorted(names) if name]))
    return DefaultInfo(files = depset([out]), runfiles = ctx.runfiles([out]))

linked_repositories = rule(
    implementation = _linked_repositories_impl,
    attrs = {
        "targets": attr.label_list(
            aspects = [_repositories],
            doc = "Programs and libraries, of any language that links C++.",
            mandatory = True,
        ),
    },
    doc = "Writes the names of repositories with code in the targets to NAME.txt.",
)
