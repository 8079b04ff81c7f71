// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The texts that stand for key bytes (hex, base64 and base64url, RFC 4648), and
// the bytes that a text stands for.
//
// Users often give one where a program expects the other.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_TEXT_FORMS_H_
#define SEALFRAME_FRAME_DIAGNOSIS_TEXT_FORMS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

// SecretForm is another form of a secret. Its `name` is a literal, as in
// "hex digits".
struct SecretForm {
  SecretBytes bytes;
  absl::string_view name;
};

// TextsOf returns the texts that encode `bytes`, without duplicates: hex digits
// first, then base64 and base64url, with and without padding.
std::vector<SecretForm> TextsOf(const SecretBytes& bytes);

// BytesOf returns `text` decoded in each encoding that it is valid in, at least
// one byte each. Padding is optional.
std::vector<SecretForm> BytesOf(const SecretBytes& text);

// LineFormsOf returns `text` with a line feed added or, if it ends in white
// space, without it.
std::vector<SecretForm> LineFormsOf(const SecretBytes& text);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_TEXT_FORMS_H_
