// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The frames of GetStream's end-to-end encryption, version 1 (docs/formats.md):
//
//     clear header || AES-GCM ciphertext || tag (16) || trailer (20)
//
// The clear header is the additional data. The trailer names the key, the nonce
// and the size of the clear header, so opening needs no codec and tries one key
// (frame/formats/getstream/getstream_trailer.h). In H.264, the clear header is
// sent as Annex B in canonical form, which packetizers leave as it is, and
// everything after it is escaped, so that no start code appears by chance.
//
// Empty frames pass unchanged in both directions. Sealing refuses video other
// than VP8, VP9 and H.264 as unsupported, H.264 without a slice as
// `kNotPacketizable`, and a clear header of more than `kMaxGetStreamClearSize`
// bytes as malformed. Frames with metadata are refused in both directions: the
// format does not authenticate any.
//
// Opening an escaped frame needs output room for the sealed size; any other
// frame needs room only for the opened size.
//
// H.264 also opens if a depacketizer put copies of parameter sets in front,
// without them.
//
// Thread-safety: as for `FrameFormat`. It allocates only to seal an H.264 frame
// in place whose clear header changes, and to open one in place that has such
// copies, as `Scratch` does.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_FORMAT_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_FORMAT_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/formats/getstream/getstream_clear_header.h"
#include "sealframe/frame/formats/getstream/getstream_trailer.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/scratch.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

class GetStreamFormat final : public FrameFormat {
 public:
  // GetStreamFormat passes received frames without a GetStream trailer
  // unchanged if `accepts_plain`, and drops them as malformed otherwise.
  explicit GetStreamFormat(bool accepts_plain)
      : accepts_plain_(accepts_plain) {}

  FrameResult Seal(const FrameInfo& info, SealingKey& key,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  FrameResult Open(const FrameInfo& info, StreamKeys& keys,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  std::optional<uint64_t> KidOf(const FrameInfo& info,
                                absl::Span<const uint8_t> frame) const override;
  size_t MaxSealedSize(size_t frame_size) const override;
  size_t MaxOpenedSize(size_t sealed_size) const override;
  void Trim() override { scratch_.Trim(); }

 private:
  FrameResult SealBehind(const GetStreamClearHeader& clear, size_t clear_size,
                         SealingKey& key, absl::Span<const uint8_t> frame,
                         absl::Span<uint8_t> out);
  FrameResult OpenWith(const ParsedGetStreamFrame& parsed, StreamKeys& keys,
                       OpeningKey& key, absl::Span<const uint8_t> frame,
                       absl::Span<uint8_t> out);

  const bool accepts_plain_;
  BlockAllowance allowance_;
  Scratch scratch_;  // A copy of a frame.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_FORMAT_H_
