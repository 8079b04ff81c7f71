#!/usr/bin/env bash
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# development_files.sh INSTALL_TREE OUT copies the install tree's files for
# pkg-config and CMake into the folder OUT, and changes them to Debian's folders:
# libraries are in /usr/lib/x86_64-linux-gnu, for example.
set -euo pipefail

tree=$1 out=$2
libraries=lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)
tar -xf "$tree" -C "$out" --strip-components=2 --transform='s,.*/,lib/x/,' --wildcards 'lib/*.pc' 'lib/*.cmake'
sed -i "s,^prefix=.*,prefix=/usr,; s,^libdir=.*,libdir=\${prefix}/$libraries," "$out"/*.pc
sed -i "s,/\.\./\.\./\.\.\",/../../../..\",; s,prefix}/lib/,prefix}/$libraries/," "$out/SealframeConfig.cmake"
