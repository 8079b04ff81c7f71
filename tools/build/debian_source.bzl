# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""A repository rule that fetches a library's source from a Debian mirror.

The upstream archive of a Debian source package is pinned by its SHA-256. Archives
are cached in $XDG_CACHE_HOME/sealframe (~/.cache/sealframe by default), so later
builds on the same machine need no network. $SEALFRAME_DEBIAN_MIRROR may name the
mirror, for example http://deb.debian.org/debian.
"""

_FETCH = "//tools/build:fetch_debian_source.sh"

def _run(ctx, command):
    """Runs a command in the repository's folder, and fails if it fails."""
    done = ctx.execute(command, timeout = 900)
    if done.return_code != 0:
        fail(done.stderr)

def _debian_source_impl(ctx):
    archive = ctx.attr.archive
    _run(ctx, ["bash", ctx.path(ctx.attr._fetch), ctx.attr.package, archive, ctx.attr.sha256])

    # Not ctx.extract: the one of Debian 13's Bazel lacks a library that it calls.
    _run(ctx, ["tar", "-xf", archive, "--strip-components=1", "--no-same-owner"])
    ctx.delete(archive)
    if ctx.attr.build_file:
        ctx.symlink(ctx.attr.build_file, "BUILD.bazel")

debian_source = repository_rule(
    implementation = _debian_source_impl,
    attrs = {
        "archive": attr.string(
            mandatory = True,
            doc = "File name of the orig tarball, which has one top folder.",
        ),
        "build_file": attr.label(allow_single_file = True),
        "package": attr.string(mandatory = True, doc = "Debian source package."),
        "sha256": attr.string(mandatory = True, doc = "SHA-256 of the archive."),
        "_fetch": attr.label(default = _FETCH, allow_single_file = True),
    },
)
