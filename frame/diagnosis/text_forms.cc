// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/text_forms.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {
namespace {

// These codecs keep secrets in SecretBytes, which Abseil's do not.

constexpr absl::string_view kHex = "0123456789abcdef";
constexpr absl::string_view kCapitalHex = "0123456789ABCDEF";
constexpr absl::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr absl::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Digit returns the character of `alphabet` for the low `bits` of `value`.
uint8_t Digit(absl::string_view alphabet, uint32_t value) {
  return static_cast<uint8_t>(alphabet[value % alphabet.size()]);
}

SecretBytes Front(const SecretBytes& bytes, size_t size) {
  return SecretBytes::CopyOf(bytes.Reveal().first(size));
}

SecretBytes EncodeHex(const SecretBytes& bytes, absl::string_view alphabet) {
  SecretBytes text(2 * bytes.size());
  uint8_t* out = text.RevealMutable().data();
  for (const uint8_t byte : bytes.Reveal()) {
    *out++ = Digit(alphabet, byte >> 4);
    *out++ = Digit(alphabet, byte);
  }
  return text;
}

SecretBytes EncodeBase64(const SecretBytes& bytes, absl::string_view alphabet,
                         bool is_padded) {
  const absl::Span<const uint8_t> in = bytes.Reveal();
  SecretBytes text((in.size() + 2) / 3 * 4);
  const absl::Span<uint8_t> out = text.RevealMutable();
  std::fill(out.begin(), out.end(), uint8_t{'='});
  size_t size = 0;
  uint32_t bits = 0;
  unsigned count = 0;
  for (const uint8_t byte : in) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 6; count -= 6) {
      out[size++] = Digit(alphabet, bits >> (count - 6));
    }
  }
  if (count > 0) {
    out[size++] = Digit(alphabet, bits << (6 - count));
  }
  return is_padded ? std::move(text) : Front(text, size);
}

// Decode returns the bytes of a text in an alphabet of `bits` bits a digit,
// most significant first, or nothing if the text is not one. Bits that fill no
// byte are zero.
SecretBytes Decode(absl::Span<const uint8_t> text, absl::string_view alphabet,
                   unsigned bits) {
  SecretBytes bytes(text.size());
  const absl::Span<uint8_t> out = bytes.RevealMutable();
  size_t size = 0;
  uint32_t value = 0;
  unsigned count = 0;
  for (const uint8_t digit : text) {
    const size_t found = alphabet.find(static_cast<char>(digit));
    if (found == absl::string_view::npos) {
      return {};
    }
    value = value << bits | static_cast<uint32_t>(found);
    count += bits;
    if (count >= 8) {
      count -= 8;
      out[size++] = static_cast<uint8_t>(value >> count);
    }
  }
  const bool is_whole =
      count < bits && (value & ((1u << count) - 1)) == 0 && size != 0;
  return is_whole ? Front(bytes, size) : SecretBytes();
}

// Add appends a form unless it is empty, or there already.
void Add(SecretBytes bytes, absl::string_view name,
         std::vector<SecretForm>* forms) {
  const bool is_new =
      std::none_of(forms->begin(), forms->end(),
                   [&](const SecretForm& form) { return form.bytes == bytes; });
  if (!bytes.empty() && is_new) {
    forms->push_back({std::move(bytes), name});
  }
}

// Trimmed returns the bytes of a text without white space around it.
absl::Span<const uint8_t> Trimmed(absl::Span<const uint8_t> text) {
  while (!text.empty() && absl::ascii_isspace(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && absl::ascii_isspace(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

absl::Span<const uint8_t> WithoutPadding(absl::Span<const uint8_t> text) {
  for (int i = 0; i < 2 && !text.empty() && text.back() == '='; ++i) {
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace

std::vector<SecretForm> TextsOf(const SecretBytes& bytes) {
  std::vector<SecretForm> forms;
  Add(EncodeHex(bytes, kHex), "hex digits", &forms);
  Add(EncodeBase64(bytes, kBase64, true), "base64 text", &forms);
  Add(EncodeBase64(bytes, kBase64Url, false), "base64url text", &forms);
  Add(EncodeBase64(bytes, kBase64, false), "base64 text without padding",
      &forms);
  Add(EncodeBase64(bytes, kBase64Url, true), "base64url text with padding",
      &forms);
  Add(EncodeHex(bytes, kCapitalHex), "hex digits in capitals", &forms);
  return forms;
}

std::vector<SecretForm> BytesOf(const SecretBytes& text) {
  const absl::Span<const uint8_t> trimmed = Trimmed(text.Reveal());
  std::vector<SecretForm> forms;
  Add(Decode(trimmed, kHex, 4), "hex digits", &forms);
  Add(Decode(trimmed, kCapitalHex, 4), "hex digits", &forms);
  Add(Decode(WithoutPadding(trimmed), kBase64, 6), "base64 text", &forms);
  Add(Decode(WithoutPadding(trimmed), kBase64Url, 6), "base64url text", &forms);
  return forms;
}

std::vector<SecretForm> LineFormsOf(const SecretBytes& text) {
  const absl::Span<const uint8_t> bytes = text.Reveal();
  size_t size = bytes.size();
  while (size > 0 && absl::ascii_isspace(bytes[size - 1])) {
    --size;
  }
  std::vector<SecretForm> forms;
  if (size != bytes.size()) {
    Add(Front(text, size), "text without the white space after it", &forms);
  }
  SecretBytes line(bytes.size() + 1);
  std::copy(bytes.begin(), bytes.end(), line.RevealMutable().begin());
  line.RevealMutable()[bytes.size()] = '\n';
  Add(std::move(line), "text with a line end after it", &forms);
  return forms;
}

}  // namespace sealframe
