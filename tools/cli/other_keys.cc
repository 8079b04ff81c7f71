// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/other_keys.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tools/cli/files.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/key_kinds.h"

namespace sealframe {
namespace {

constexpr char kName[] = "other-keys";

// KeyBytes returns the bytes of a key of `kind` in a list, or nothing if it is
// not one.
std::vector<uint8_t> KeyBytes(absl::string_view text, KeyKind kind) {
  if (kind == KeyKind::kPassphrase) {
    return {text.begin(), text.end()};
  }
  return ParseHex(text).value_or(std::vector<uint8_t>());
}

}  // namespace

FlagSpec OtherKeysFlag() {
  return {.name = kName,
          .value = "NAME=KEY,...|@FILE",
          .help =
              "keys of other participants, of the kind of the given one, "
              "to find the sender of the frame"};
}

absl::StatusOr<std::vector<ParticipantKey>> ReadOtherKeys(
    const Flags& flags, const ProfileKey& key) {
  std::vector<ParticipantKey> others;
  if (!flags.Has(kName)) {
    return others;
  }
  const absl::StatusOr<SecretBytes> list = ReadPassphrase(flags, kName);
  if (!list.ok()) {
    return list.status();
  }
  const KeyKind kind = key.material.kind();
  const absl::Span<const uint8_t> bytes = list->Reveal();
  const absl::string_view text(reinterpret_cast<const char*>(bytes.data()),
                               bytes.size());
  for (const absl::string_view item :
       absl::StrSplit(text, absl::ByAnyChar(",\n"), absl::SkipWhitespace())) {
    const size_t equals = item.find('=');
    const std::vector<uint8_t> given =
        equals == absl::string_view::npos
            ? std::vector<uint8_t>()
            : KeyBytes(item.substr(equals + 1), kind);
    if (given.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--", kName, ": give NAME=KEY for each, with KEY as for ",
          KeyFlag(kind), ", or @FILE"));
    }
    others.push_back({std::string(item.substr(0, equals)), CloneKey(key)});
    others.back().key.material = MaterialOf(kind, SecretBytes::CopyOf(given));
  }
  return others;
}

}  // namespace sealframe
