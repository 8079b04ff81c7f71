#!/bin/bash -eu
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Builds all fuzzers into $OUT, each with its corpus, for OSS-Fuzz, with $SANITIZER:
# `address` or `undefined`. The repository's root is the current folder. BAZEL names another
# Bazel, such as tools/bazel; FUZZERS some of the fuzzers. By default, that of the GStreamer
# plugin is left out: it needs GStreamer's libraries where it runs.
: "${OUT:?}" "${SANITIZER:?}" "${BAZEL:=bazel}"
fuzzers=${FUZZERS:-$(sed -nE '/gstreamer_fuzz/d; s/^ +name = "(\w+)_fuzz_test",/\1/p' tests/fuzz/BUILD.bazel)}
targets=()
for fuzzer in $fuzzers; do
  targets+=("//tests/fuzz:${fuzzer}_fuzz_test_libfuzzer")
done

# --config=fuzz has both sanitizers, the coverage and the engine: OSS-Fuzz's own flags are
# for builds that take them from CFLAGS. OSS-Fuzz wants a build for each sanitizer.
case $SANITIZER in
  address) other=undefined ;;
  undefined) other=address ;;
  *) echo "$0: no build for the sanitizer $SANITIZER" >&2 && exit 1 ;;
esac
options=(--config=fuzz "--platform_suffix=-fuzz-$SANITIZER"
  "--copt=-fno-sanitize=$other" "--linkopt=-fno-sanitize=$other")
env -u CFLAGS -u CXXFLAGS "$BAZEL" build "${options[@]}" "${targets[@]}"
bin=$("$BAZEL" info "${options[@]}" bazel-bin)
for fuzzer in $fuzzers; do
  install -m 755 "$bin/tests/fuzz/${fuzzer}_fuzz_test_libfuzzer" "$OUT/${fuzzer}_fuzzer"
  corpus=tests/fuzz/corpus/$fuzzer
  [[ -d $corpus ]] || corpus=tests/media
  python3 -m zipfile -c "$OUT/${fuzzer}_fuzzer_seed_corpus.zip" "$corpus"/*
done
