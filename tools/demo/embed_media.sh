#!/bin/sh
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0

# Prints definitions of the functions in tools/demo/embedded_media.h:
#   embed_media.sh FUNCTION FILE [FUNCTION FILE ...]
set -eu
echo '#include "tools/demo/embedded_media.h"'
echo 'namespace sealframe {'
while [ $# -gt 0 ]; do
  echo "absl::Span<const uint8_t> $1() {"
  echo '  static constexpr uint8_t kBytes[] = {'
  od -An -v -tu1 "$2" | sed 's/ *\([0-9][0-9]*\)/\1,/g'
  echo '  };'
  echo '  return kBytes;'
  echo '}'
  shift 2
done
echo '}  // namespace sealframe'
