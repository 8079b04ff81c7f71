# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

"""A repository rule that makes a repository of a few of this tree's files.

A `local_repository` could not: its path is relative to the main workspace, which
is the consumer's where Sealframe is a dependency.
"""

def _stand_in_impl(ctx):
    for file, path in ctx.attr.files.items():
        folder = path.rpartition("/")[0]
        if folder and not path.endswith("BUILD.bazel"):
            ctx.file(folder + "/BUILD.bazel")
        ctx.symlink(file, path)

stand_in = repository_rule(
    implementation = _stand_in_impl,
    attrs = {
        "files": attr.label_keyed_string_dict(
            allow_files = True,
            mandatory = True,
            doc = "Files, and their paths in the repository.",
        ),
    },
)
