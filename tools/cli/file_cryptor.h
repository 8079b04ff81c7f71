// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Seals or opens the frames of one media file, as a stream of one participant.
//
// Files are sealed again and again under one key, by processes that know
// nothing of each other, so counters begin at a random one of 2^63: no two
// files are ever likely to share any.
//
// Thread-safety: none.

#ifndef TOOLS_CLI_FILE_CRYPTOR_H_
#define TOOLS_CLI_FILE_CRYPTOR_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "crypto/cipher_suite.h"
#include "crypto/secret_bytes.h"
#include "frame/profile.h"
#include "frame/receive_transform.h"
#include "frame/send_transform.h"
#include "frame/session.h"
#include "keyring/counter_reservations.h"
#include "keyring/key_provider.h"
#include "tools/media/media_frame.h"

namespace sealframe {

class FileCryptor {
 public:
  // ForSealing makes one that seals with the key of `kid`.
  static absl::StatusOr<std::unique_ptr<FileCryptor>> ForSealing(
      CipherSuite suite, uint64_t kid, const SecretBytes& base_key);

  // ForOpening makes one that opens whatever KID a frame names.
  static absl::StatusOr<std::unique_ptr<FileCryptor>> ForOpening(
      CipherSuite suite, const SecretBytes& base_key);

  // Seal and Open put what becomes of `in` into `*out`. DataLoss: the frame did
  // not open; the message says which and why.
  absl::Status Seal(const MediaFrame& frame, absl::Span<const uint8_t> in,
                    std::vector<uint8_t>* out);
  absl::Status Open(const MediaFrame& frame, absl::Span<const uint8_t> in,
                    std::vector<uint8_t>* out);

  // frames returns how many frames came out.
  size_t frames() const { return frames_; }

 private:
  explicit FileCryptor(SecretBytes base_key) : base_key_(std::move(base_key)) {}

  absl::Status MakeProvider(CipherSuite suite,
                            CounterReservations* reservations);
  absl::Status MakeSession();
  absl::Status AddKeyOf(absl::Span<const uint8_t> frame);

  const SecretBytes base_key_;
  std::unique_ptr<CounterReservations> reservations_;
  Profile profile_;
  std::shared_ptr<KeyProvider> keys_;
  std::unique_ptr<Session> session_;
  std::unique_ptr<SendTransform> sender_;
  std::unique_ptr<ReceiveTransform> receiver_;
  std::set<uint64_t> kids_;  // Whose keys were added for opening.
  size_t frames_ = 0;
};

}  // namespace sealframe

#endif  // TOOLS_CLI_FILE_CRYPTOR_H_
