// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/key_kinds.h"

#include "absl/strings/string_view.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {

absl::string_view KeyFlag(KeyKind kind) {
  switch (kind) {
    case KeyKind::kKey:
      return "--key";
    case KeyKind::kPassphrase:
      return "--passphrase";
    case KeyKind::kAeadKey:
      return "--raw-key";
  }
  return "";
}

}  // namespace sealframe
