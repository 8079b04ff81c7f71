#!/bin/sh
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs Debian's emcc. A Node that is not Debian's finds Debian's modules by NODE_PATH.
export NODE_PATH=/usr/share/nodejs
export PATH=/usr/bin:/bin

# The toolchain has one level of optimization for all. The ciphers, which BoringSSL has in one
# file, get another one here: a transition of Bazel 4 cannot set --per_file_copt.
case "$*" in
  *-c\ external/*/fipsmodule/bcm.c*) set -- "$@" -O2 ;;
esac

# Debian 12's version does not move data behind a stack that comes first.
case "$*" in
  *--stack-first*)
    grep -q STACK_FIRST /usr/share/emscripten/tools/building.py ||
      set -- "$@" -sGLOBAL_BASE=262144
    ;;
esac
exec /usr/bin/emcc "$@"
