#!/usr/bin/env bash
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Checks that take too long, or need too much, to be tests:
#   tools/build/lint.sh [FILES]
# runs clang-tidy (Debian: clang-tidy-14) with the checks of .clang-tidy on the
# .cc files given, or on all of them, and buildifier (npm: @bazel/buildifier) on
# all BUILD files. What they include must have been fetched by a build before.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit

external=$(tools/bazel info output_base)/external
# A folder in which `sealframe` is this tree.
include_root=$(mktemp -d)
trap 'rm -r "$include_root"' EXIT
ln -s "$PWD" "$include_root/sealframe"
readonly flags=(-std=c++20 "-I$include_root" -isystem "$external/boringssl/src/include"
  -isystem "$external/com_google_absl" -isystem "$external/fmt/include"
  -isystem "$external/com_google_googletest/googletest/include"
  -isystem "$external/com_google_googletest/googlemock/include"
  -isystem "$external/com_github_google_benchmark/include")

sources=("$@")
if ((${#sources[@]} == 0)); then
  mapfile -t sources < <(git ls-files '*.cc' ':!hooks')
fi
status=0
printf '%s\0' "${sources[@]}" |
  xargs -0 -P "$(nproc)" -I{} clang-tidy-14 --quiet {} -- "${flags[@]}" 2>&1 |
  sed '/^[0-9]* warnings\? generated\.$/d' || status=1
git ls-files -z '*BUILD.bazel' '*.BUILD' '*.bzl' WORKSPACE |
  xargs -0 npx --yes @bazel/buildifier@8.2.1 -mode=check || status=1
exit "$status"
