// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Key material that a user may have meant instead of the given: the same bytes
// as another kind of key, or their decoded or encoded forms.
//
// Thread-safety: a pure function. It allocates and derives nothing.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_MATERIAL_VARIANTS_H_
#define SEALFRAME_FRAME_DIAGNOSIS_MATERIAL_VARIANTS_H_

#include <string>
#include <vector>

#include "sealframe/keyring/key_material.h"

namespace sealframe {

struct MaterialVariant {
  KeyMaterial material;
  std::string undone;  // Completes "it opens ...".
  bool is_encoded;     // The bytes differ.
};

// MaterialVariantsOf returns the same bytes as other kinds of key, then the
// texts and bytes that they may stand for (text_forms.h) as each kind.
std::vector<MaterialVariant> MaterialVariantsOf(const KeyMaterial& given);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_MATERIAL_VARIANTS_H_
