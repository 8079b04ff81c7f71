// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/key_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {
namespace {

using Digits = absl::Span<const uint8_t>;

bool IsSpace(uint8_t c) { return absl::ascii_isspace(c); }

// A digit of hex or base64, or -1.
int HexDigit(uint8_t c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

int Base64Digit(uint8_t c) {
  return c >= 'A' && c <= 'Z'   ? c - 'A'
         : c >= 'a' && c <= 'z' ? c - 'a' + 26
         : c >= '0' && c <= '9' ? c - '0' + 52
         : c == '+' || c == '-' ? 62
         : c == '/' || c == '_' ? 63
                                : -1;
}

// Decode decodes digits of `bits` bits each. Nothing if one is none, if they
// end inside a byte by more than a digit, or if the bits left over are not
// zero.
std::optional<SecretBytes> Decode(Digits text, unsigned bits,
                                  int (*digit)(uint8_t),
                                  bool (*is_ignored)(uint8_t)) {
  SecretBytes decoded(text.size());
  size_t size = 0;
  unsigned have = 0;
  uint32_t value = 0;
  for (const uint8_t c : text) {
    if (is_ignored(c)) {
      continue;
    }
    const int next = digit(c);
    if (next < 0) {
      return std::nullopt;
    }
    value = value << bits | static_cast<uint32_t>(next);
    have += bits;
    if (have >= 8) {
      have -= 8;
      decoded.RevealMutable()[size++] = static_cast<uint8_t>(value >> have);
      value &= (1u << have) - 1;
    }
  }
  if (have >= bits || value != 0) {
    return std::nullopt;
  }
  return SecretBytes::CopyOf(decoded.Reveal().first(size));
}

std::optional<SecretBytes> DecodeHex(Digits text) {
  while (!text.empty() && IsSpace(text[0])) {
    text.remove_prefix(1);
  }
  if (text.size() >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x') {
    text.remove_prefix(2);
  }
  return Decode(text, 4, HexDigit,
                [](uint8_t c) { return IsSpace(c) || c == ':'; });
}

std::optional<SecretBytes> DecodeBase64(Digits text) {
  while (!text.empty() && (IsSpace(text.back()) || text.back() == '=')) {
    text.remove_suffix(1);
  }
  return Decode(text, 6, Base64Digit, IsSpace);
}

bool IsPrintable(uint8_t c) { return absl::ascii_isprint(c) || IsSpace(c); }

// Seen describes a key that is not in the expected format.
std::string Seen(Digits text, absl::string_view format) {
  const auto count = static_cast<size_t>(
      std::count_if(text.begin(), text.end(),
                    [](uint8_t c) { return !IsSpace(c) && c != ':'; }));
  if (count == 0) {
    return "the key is empty";
  }
  if (!std::all_of(text.begin(), text.end(), IsPrintable)) {
    return absl::StrCat(text.size(),
                        " bytes that are not text: add --key-format raw");
  }
  if (format == "hex" && std::all_of(text.begin(), text.end(), [](uint8_t c) {
        return HexDigit(c) >= 0 || IsSpace(c) || c == ':';
      })) {
    return absl::StrCat(count, " hex digits, which is an odd number");
  }
  const std::optional<SecretBytes> base64 = DecodeBase64(text);
  if (format == "hex" && base64.has_value() && !base64->empty()) {
    return absl::StrCat(count,
                        " characters that look like base64: add --key-format "
                        "base64");
  }
  return absl::StrCat(count, " characters that are not ", format);
}

}  // namespace

FlagSpec KeyFormatFlag() {
  return {.name = "key-format",
          .value = "hex|base64|raw",
          .help = "form of the key; default hex",
          .choices = {"hex", "base64", "raw"}};
}

absl::StatusOr<SecretBytes> DecodeKey(const Flags& flags,
                                      const SecretBytes& text) {
  const std::string format = flags.Text("key-format", "hex");
  const Digits digits = text.Reveal();
  std::optional<SecretBytes> key;
  if (format == "hex") {
    key = DecodeHex(digits);
  } else if (format == "base64") {
    key = DecodeBase64(digits);
  } else if (format == "raw") {
    key = text.Clone();
  } else {
    return absl::InvalidArgumentError(absl::StrCat(
        "--key-format: '", format, "' is neither hex, base64 nor raw"));
  }
  if (!key.has_value() || key->empty()) {
    return absl::InvalidArgumentError(Seen(digits, format));
  }
  return *std::move(key);
}

}  // namespace sealframe
