# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""A worker as one file, with the engine in it."""

_COMPRESSED = "//hooks/web/worker:compressed"

def worker_bundle(name, main, srcs, out):
    """worker_bundle bundles `main`, one of `srcs`, to the file `out`."""
    native.genrule(
        name = name,
        srcs = srcs + [
            _COMPRESSED,
            "//hooks/web:engine",
        ],
        outs = [out],
        # The engine's own file is not loaded by its URL, so import.meta may be
        # empty.
        cmd = "esbuild $(location %s) --bundle --minify --format=iife " % main +
              "--target=es2022 --loader:.gz=binary " +
              "--alias:sealframe.wasm.gz=./$(location %s) " % _COMPRESSED +
              "--preserve-symlinks --log-level=warning " +
              "--log-override:empty-import-meta=silent " +
              "--banner:js=\"$$(head -2 $(location %s))\" --outfile=$@" % main,
        tools = ["@system_tools//:esbuild"],
        visibility = ["//hooks/web:__subpackages__"],
    )
