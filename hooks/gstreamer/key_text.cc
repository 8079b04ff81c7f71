// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/key_text.h"

#include <glib.h>
#include <string.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace sealframe::gst {
namespace {

// Contents holds the contents of a file and wipes them on destruction.
struct Contents {
  ~Contents() {
    if (text != nullptr) explicit_bzero(text, size);
    g_free(text);
  }
  gchar* text = nullptr;
  gsize size = 0;
};

absl::Status Read(const std::string& path, Contents* contents) {
  GError* error = nullptr;
  if (g_file_get_contents(path.c_str(), &contents->text, &contents->size,
                          &error)) {
    return absl::OkStatus();
  }
  absl::Status status = absl::NotFoundError(error->message);
  g_error_free(error);
  return status;
}

}  // namespace

KeyText::KeyText(Kind kind, const void* data, size_t size)
    : kind_(kind),
      bytes_(static_cast<const uint8_t*>(data),
             static_cast<const uint8_t*>(data) + size) {}

KeyText::~KeyText() {
  if (!bytes_.empty()) explicit_bzero(bytes_.data(), bytes_.size());
}

absl::StatusOr<KeyText> KeyText::ReadHex(const std::string& path) {
  Contents file;
  const absl::Status status = Read(path, &file);
  if (!status.ok()) return status;
  size_t digits = file.size;
  while (digits > 0 && g_ascii_isspace(file.text[digits - 1])) --digits;
  // Decoded in place: a byte never overwrites digits that are yet to be read.
  for (size_t i = 0; i < digits; ++i) {
    const int digit = g_ascii_xdigit_value(file.text[i]);
    if (digit < 0 || digits % 2 != 0) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, " must hold an even number of hex digits"));
    }
    const int high = i % 2 == 0 ? 0 : file.text[i / 2] << 4;
    file.text[i / 2] = static_cast<gchar>(high | digit);
  }
  return KeyText(Kind::kBytes, file.text, digits / 2);
}

absl::StatusOr<KeyText> KeyText::ReadPassphrase(const std::string& path) {
  Contents file;
  const absl::Status status = Read(path, &file);
  if (!status.ok()) return status;
  size_t size = file.size;
  if (size > 0 && file.text[size - 1] == '\n') --size;
  if (size > 0 && file.text[size - 1] == '\r') --size;
  return KeyText(Kind::kPassphrase, file.text, size);
}

}  // namespace sealframe::gst
