#!/usr/bin/env bash
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Checks that take too long, or need too much, to be tests:
#   tools/build/lint.sh [FILES]
# runs clang-tidy (Debian: clang-tidy) with the checks of .clang-tidy on the
# .cc files given, or on all of them, and buildifier (npm: @bazel/buildifier) on
# all BUILD files. Run it after a build, which fetches and generates headers.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit

tools/build/compile_commands.py || exit
sources=("$@")
if ((${#sources[@]} == 0)); then
  # CMake builds the examples; the compile commands are Bazel's.
  mapfile -t sources < <(git ls-files '*.cc' ':!hooks/c/examples')
fi
status=0
printf '%s\0' "${sources[@]}" |
  xargs -0 -P "$(nproc)" -I{} clang-tidy --quiet -p . {} 2>&1 |
  sed -e '/^[0-9]* warnings\? generated\.$/d' -e 's,[^ ]*/include_root/sealframe/,,' || status=1
git ls-files -z '*BUILD.bazel' '*.BUILD' '*.bzl' WORKSPACE |
  xargs -0 npx --yes @bazel/buildifier@8.2.1 -mode=check || status=1
exit "$status"
