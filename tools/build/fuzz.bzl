# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
"""Fuzzers that every `bazel test` replays a corpus with."""

load("//tools/build:cc.bzl", "cc_binary", "cc_library", "cc_test")

def fuzz_test(name, srcs, corpus, deps = [], size = "small"):
    """Declares a fuzzer, whose source defines `LLVMFuzzerTestOneInput`.

    The test NAME runs it on each file of the corpus, in every configuration.
    Under --config=fuzz there is also the libFuzzer binary NAME_libfuzzer.

    Args:
      name: the test's name.
      srcs: the fuzzer's source.
      corpus: files, each of them one input.
      deps: what the source depends on.
      size: the test's size.
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
