# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Fuzzers whose corpus every `bazel test` replays."""

load("//tools/build:cc.bzl", "cc_binary", "cc_library", "cc_test")

def fuzz_test(name, srcs, corpus, deps = [], size = "small"):
    """Declares a fuzzer.

    The test NAME runs it on each file of the corpus and on changed copies of the
    smaller files, in every configuration.
    --config=fuzz also builds the libFuzzer binary NAME_libfuzzer.

    Args:
      name: the name of the test.
      srcs: the source, which defines `LLVMFuzzerTestOneInput`.
      corpus: files with one input each.
      deps: the dependencies of the source.
      size: the size of the test.
    """
    cc_library(
        name = name + "_target",
        testonly = True,
        srcs = srcs,
        alwayslink = True,
        deps = deps,
    )
    native.filegroup(
        name = name + "_corpus",
        testonly = True,
        srcs = corpus,
    )
    cc_test(
        name = name,
        size = size,
        args = ["$(rootpaths :%s_corpus)" % name],
        data = [":%s_corpus" % name],
        linkstatic = True,
        deps = [
            ":%s_target" % name,
            "//tools/build:replay_corpus",
        ],
    )
    cc_binary(
        name = name + "_libfuzzer",
        testonly = True,
        linkopts = ["-fsanitize=fuzzer"],
        tags = ["manual"],
        target_compatible_with = select({
            "//tools/build:libfuzzer": [],
            "//conditions:default": ["@platforms//:incompatible"],
        }),
        deps = [":%s_target" % name],
    )
