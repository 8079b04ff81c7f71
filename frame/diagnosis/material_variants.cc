// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/material_variants.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/diagnosis/text_forms.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

constexpr KeyKind kKinds[] = {KeyKind::kPassphrase, KeyKind::kKey,
                              KeyKind::kAeadKey};

absl::string_view KindText(KeyKind kind) {
  switch (kind) {
    case KeyKind::kKey:
      return "key bytes (--key)";
    case KeyKind::kPassphrase:
      return "a passphrase (--passphrase)";
    case KeyKind::kAeadKey:
      break;
  }
  return "the cipher's own key (--raw-key)";
}

void AddForms(const std::vector<SecretForm>& forms, absl::string_view prefix,
              std::vector<MaterialVariant>* variants) {
  for (const SecretForm& form : forms) {
    for (const KeyKind kind : kKinds) {
      variants->push_back({KeyMaterial::From(kind, form.bytes),
                           absl::StrCat("with ", prefix, form.name,
                                        " given as ", KindText(kind)),
                           true});
    }
  }
}

}  // namespace

std::vector<MaterialVariant> MaterialVariantsOf(const KeyMaterial& given) {
  std::vector<MaterialVariant> variants;
  for (const KeyKind kind : kKinds) {
    if (kind != given.kind()) {
      variants.push_back(
          {KeyMaterial::From(kind, given.bytes()),
           absl::StrCat("with the same bytes given as ", KindText(kind)),
           false});
    }
  }
  AddForms(BytesOf(given.bytes()), "the bytes of its ", &variants);
  if (given.kind() == KeyKind::kPassphrase) {
    AddForms(LineFormsOf(given.bytes()), "its ", &variants);
  } else {
    AddForms(TextsOf(given.bytes()), "its ", &variants);
  }
  return variants;
}

}  // namespace sealframe
