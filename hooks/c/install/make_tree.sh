#!/usr/bin/env bash
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# make_tree.sh VERSION OUT FILES... packs the files into the archive OUT, each at
# its place under a prefix. They find each other relative to themselves, so the
# archive may be unpacked anywhere.
set -euo pipefail

version=$1 out=$2
shift 2
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

for file in "$@"; do
  name=${file##*/}
  case $name in
    *.h | *.hpp) folder=include ;;
    *.a | *.so.*) folder=lib ;;
    *.pc.in) folder=lib/pkgconfig ;;
    *.cmake | *.cmake.in) folder=lib/cmake/Sealframe ;;
    *) echo "$0: no place for $name" >&2; exit 1 ;;
  esac
  mkdir -p "$tree/$folder"
  if [[ $name == *.in ]]; then
    sed "s/@VERSION@/$version/" "$file" >"$tree/$folder/${name%.in}"
  else
    install -m 644 "$file" "$tree/$folder/$name"
  fi
done
ln -s libsealframe.so.1 "$tree/lib/libsealframe.so"

tar --create --file="$out" --directory="$tree" --sort=name --owner=0 --group=0 \
  --numeric-owner --mtime=@0 include lib
