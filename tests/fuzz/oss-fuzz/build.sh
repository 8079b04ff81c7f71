#!/bin/bash -eu
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Builds all fuzzers into $OUT, each with its corpus, for OSS-Fuzz. The repository's
# root is the current folder. BAZEL names another Bazel, such as tools/bazel; FUZZERS
# some of the fuzzers.
: "${OUT:?}" "${BAZEL:=bazel}"
fuzzers=${FUZZERS:-$(sed -nE 's/^ +name = "(\w+)_fuzz_test",/\1/p' tests/fuzz/BUILD.bazel)}
targets=()
for fuzzer in $fuzzers; do
  targets+=("//tests/fuzz:${fuzzer}_fuzz_test_libfuzzer")
done

# --config=fuzz has the sanitizers, the coverage and the engine: OSS-Fuzz's own flags
# are for builds that take them from CFLAGS. One build serves both of its sanitizers.
env -u CFLAGS -u CXXFLAGS "$BAZEL" build --config=fuzz "${targets[@]}"
bin=$("$BAZEL" info --config=fuzz bazel-bin)
for fuzzer in $fuzzers; do
  install -m 755 "$bin/tests/fuzz/${fuzzer}_fuzz_test_libfuzzer" "$OUT/${fuzzer}_fuzzer"
  corpus=tests/fuzz/corpus/$fuzzer
  [[ -d $corpus ]] || corpus=tests/media
  python3 -m zipfile -c "$OUT/${fuzzer}_fuzzer_seed_corpus.zip" "$corpus"/*
done
