#!/usr/bin/env bash
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# check_exports.sh NM LIBRARY EXPORTS OUT copies a shared library to OUT if it
# exports exactly the symbols of EXPORTS, one a line. Otherwise it lists the
# difference and fails.
set -euo pipefail
export LC_ALL=C
nm=$1 library=$2 exports=$3 out=$4

exported=$("$nm" -D --defined-only "$library" | awk '{ print $NF }' | sort)
if [[ ! -s $exports ]] || ! difference=$(diff <(sort "$exports") - <<<"$exported"); then
  echo "$library does not export exactly the symbols of $exports (< lacks, > has too many):" >&2
  grep '^[<>]' <<<"${difference-}" >&2
  exit 1
fi
cp "$library" "$out"
