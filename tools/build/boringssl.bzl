# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""A repository rule that chooses the BoringSSL to build with.

It is the pinned one, or upstream's source in the folder $SEALFRAME_BORINGSSL:

    bazel build --repo_env=SEALFRAME_BORINGSSL=/path/to/boringssl ...

Upstream's own rules need a newer Bazel and more repositories than Debian has, so
boringssl.BUILD replaces them.
"""

_VARIABLE = "SEALFRAME_BORINGSSL"

# The parts of upstream's source that libcrypto is compiled from.
_UPSTREAM = ["LICENSE", "crypto", "gen", "include", "third_party/fiat"]

def _boringssl_impl(ctx):
    folder = ctx.os.environ.get(_VARIABLE)
    if not folder:
        for entry in ctx.path(ctx.attr.pinned).dirname.readdir():
            ctx.symlink(entry, entry.basename)
        return
    for part in _UPSTREAM:
        if not ctx.path(folder + "/" + part).exists:
            fail("%s=%s: no source of BoringSSL, %s is missing." % (_VARIABLE, folder, part))
        ctx.symlink(folder + "/" + part, part)
    ctx.symlink(ctx.attr._build_file, "BUILD.bazel")

boringssl = repository_rule(
    implementation = _boringssl_impl,
    attrs = {
        "pinned": attr.label(mandatory = True, doc = "A file in the folder of the pinned source."),
        "_build_file": attr.label(
            allow_single_file = True,
            default = "//tools/build:boringssl.BUILD",
        ),
    },
    environ = [_VARIABLE],
)
