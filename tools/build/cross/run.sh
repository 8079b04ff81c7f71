#!/bin/sh
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs a test: scripts directly, programs in the emulator of their processor. 32-bit x86
# needs one only if the kernel does not run its programs.
case $(od -An -tx1 -N20 "$1" | tr -d ' \n') in
  7f454c46*b700) exec qemu-aarch64 -L /usr/aarch64-linux-gnu "$@" ;;
  7f454c46*2800) exec qemu-arm -L /usr/arm-linux-gnueabihf "$@" ;;
  7f454c46*0016) exec qemu-s390x -L /usr/s390x-linux-gnu "$@" ;;
  7f454c46*0300)
    if ! /usr/i686-linux-gnu/lib/ld-linux.so.2 --version >/dev/null 2>&1; then
      export SEALFRAME_RUN_UNDER=qemu-i386
      exec qemu-i386 "$@"
    fi
    ;;
esac
exec "$@"
