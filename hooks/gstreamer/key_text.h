// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A key on its way from a file or an application into a provider.
//
// Thread-safety: a value; moved, never copied. It wipes what it held.

#ifndef SEALFRAME_HOOKS_GSTREAMER_KEY_TEXT_H_
#define SEALFRAME_HOOKS_GSTREAMER_KEY_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace sealframe::gst {

class KeyText {
 public:
  enum class Kind : uint8_t {
    kBytes,       // For the profile's derivation from bytes.
    kPassphrase,  // For its derivation from a passphrase.
  };

  // KeyText copies `size` bytes.
  KeyText(Kind kind, const void* data, size_t size);
  ~KeyText();

  KeyText(KeyText&&) = default;
  KeyText& operator=(KeyText&&) = delete;

  // ReadHex reads a file of hex digits, and white space at its end.
  static absl::StatusOr<KeyText> ReadHex(const std::string& path);

  // ReadPassphrase reads a file of one line, without the line's end.
  static absl::StatusOr<KeyText> ReadPassphrase(const std::string& path);

  Kind kind() const { return kind_; }
  const uint8_t* data() const { return bytes_.data(); }
  size_t size() const { return bytes_.size(); }

 private:
  Kind kind_;
  std::vector<uint8_t> bytes_;
};

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_KEY_TEXT_H_
