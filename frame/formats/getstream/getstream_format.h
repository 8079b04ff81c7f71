// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The frames of GetStream's end-to-end encryption, version 1 (docs/formats.md):
//
//     clear header || AES-GCM ciphertext || tag (16) || trailer (20)
//
// The clear header is the additional data. The trailer names the key and the
// nonce and where the clear header ends, so opening needs no codec and tries
// one key (frame/formats/getstream/getstream_trailer.h). Behind an H.264 header
// everything is escaped, so that no start code comes about by chance.
//
// Empty frames pass unchanged in both directions. Sealing refuses video of
// other codecs than VP8, VP9 and H.264 as unsupported, and H.264 with more than
// `kMaxGetStreamClearSize` bytes before its first slice as malformed. There is
// no metadata: frames with any are refused.
//
// Opening an escaped frame takes as much room as the sealed frame has, opening
// others only what comes out.
//
// Thread-safety is as `FrameFormat` says. It never allocates after it is made.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_FORMAT_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_FORMAT_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/getstream/getstream_trailer.h"
#include "sealframe/frame/formats/getstream/iv_prefix_windows.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

class GetStreamFormat final : public FrameFormat {
 public:
  // GetStreamFormat passes received frames of no format unchanged if
  // `accepts_plain`, and drops them as malformed otherwise.
  explicit GetStreamFormat(bool accepts_plain)
      : accepts_plain_(accepts_plain) {}

  FrameResult Seal(const FrameInfo& info, SealingKey& key,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  FrameResult Open(const FrameInfo& info, StreamKeys& keys,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  absl::optional<uint64_t> KidOf(
      const FrameInfo& info, absl::Span<const uint8_t> frame) const override;
  size_t MaxSealedSize(size_t frame_size) const override;
  size_t MaxOpenedSize(size_t sealed_size) const override;

 private:
  FrameResult OpenWith(const ParsedGetStreamFrame& parsed, StreamKeys& keys,
                       OpeningKey& key, absl::Span<const uint8_t> frame,
                       absl::Span<uint8_t> out);

  const bool accepts_plain_;
  BlockAllowance allowance_;
  IvPrefixWindows replays_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_FORMAT_H_
