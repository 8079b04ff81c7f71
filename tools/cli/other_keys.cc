// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/other_keys.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/key_kinds.h"
#include "sealframe/tools/cli/key_text.h"
#include "sealframe/tools/cli/secret_source.h"

namespace sealframe {
namespace {

constexpr char kName[] = "other-keys";

// KeyOf returns the key that `text` gives in a list, of `kind`.
absl::StatusOr<SecretBytes> KeyOf(const Flags& flags,
                                  absl::Span<const uint8_t> text,
                                  KeyKind kind) {
  SecretBytes secret = SecretBytes::CopyOf(text);
  return kind == KeyKind::kPassphrase && !secret.empty()
             ? std::move(secret)
             : DecodeKey(flags, secret);
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
       absl::StrSplit(text, absl::ByAnyChar(",\r\n"), absl::SkipWhitespace())) {
    const size_t equals = item.find('=');
    const absl::Status wrong = absl::InvalidArgumentError(
        absl::StrCat("--", kName, ": give NAME=KEY for each, with KEY as for ",
                     KeyFlag(kind), ", or @FILE"));
    if (equals == absl::string_view::npos) {
      return wrong;
    }
    const size_t at =
        static_cast<size_t>(item.data() - text.data()) + equals + 1;
    const absl::StatusOr<SecretBytes> given =
        KeyOf(flags, bytes.subspan(at, item.size() - equals - 1), kind);
    if (!given.ok()) {
      return wrong;
    }
    others.push_back({std::string(item.substr(0, equals)), CloneKey(key)});
    others.back().key.material = KeyMaterial::From(kind, *given);
  }
  return others;
}

}  // namespace sealframe
