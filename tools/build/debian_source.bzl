# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""A repository rule that fetches a library's source from Debian's archive.

The package is pinned by version and the archive by SHA-256. Archives are cached
in $XDG_CACHE_HOME/sealframe (~/.cache/sealframe by default), so later builds on
the same machine need no network.
"""

_FETCH = "//tools/build:fetch_debian_source.sh"

def _debian_source_impl(ctx):
    fetched = ctx.execute(
        [
            "bash",
            ctx.path(ctx.attr._fetch),
            ctx.attr.package,
            ctx.attr.version,
            ctx.attr.archive,
            ctx.attr.sha256,
        ],
        timeout = 900,
    )
    if fetched.return_code != 0:
        fail(fetched.stderr)
    ctx.extract(ctx.attr.archive, stripPrefix = ctx.attr.strip_prefix)
    ctx.delete(ctx.attr.archive)
    if ctx.attr.build_file:
        ctx.symlink(ctx.attr.build_file, "BUILD.bazel")

debian_source = repository_rule(
    implementation = _debian_source_impl,
    attrs = {
        "archive": attr.string(mandatory = True, doc = "File name of the orig tarball."),
        "build_file": attr.label(allow_single_file = True),
        "package": attr.string(mandatory = True, doc = "Debian source package."),
        "sha256": attr.string(mandatory = True, doc = "SHA-256 of the archive."),
        "strip_prefix": attr.string(),
        "version": attr.string(mandatory = True, doc = "Debian version."),
        "_fetch": attr.label(default = _FETCH, allow_single_file = True),
    },
)
