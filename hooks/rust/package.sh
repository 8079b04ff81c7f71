#!/usr/bin/env bash
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# package.sh OUT LICENSE FILES... writes a .crate of each crate into the folder OUT.
# The same files give the same bytes.
set -euo pipefail

out=$PWD/$1 licence=$2
shift 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for file in "$@"; do
  install -D -m 644 "$file" "$folder/${file#hooks/rust/}"
done
cd "$folder"
for crate in sealframe sealframe-sys; do
  install -m 644 "$OLDPWD/$licence" "$crate/LICENSE"
done
export CARGO_HOME=$folder/home
# Newer versions of cargo look for sealframe-sys in a registry, unless told where it is.
PATH=/usr/bin:/bin cargo package --offline --no-verify --quiet \
  --config 'patch.crates-io.sealframe-sys.path="sealframe-sys"' -p sealframe-sys -p sealframe
cp target/package/*.crate "$out"
