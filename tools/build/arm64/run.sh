#!/bin/sh
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs a test: AArch64 binaries under emulation, scripts directly.
if [ "$(od -An -tx1 -j18 -N1 "$1" | tr -d ' ')" = b7 ] &&
  [ "$(od -An -c -j1 -N3 "$1" | tr -d ' ')" = ELF ]; then
  exec qemu-aarch64 -L /usr/aarch64-linux-gnu "$@"
fi
exec "$@"
