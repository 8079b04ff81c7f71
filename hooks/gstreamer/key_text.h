// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A key in transit from a file or an application to a provider.
//
// Thread-safety: a move-only value. It wipes its bytes.

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

  // ReadHex reads a file of hex digits, optionally followed by white space.
  static absl::StatusOr<KeyText> ReadHex(const std::string& path);

  // ReadPassphrase reads a file without its final line break.
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
