// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The frames of DAVE, protocol version 1 (docs/formats.md): media with clear
// headers by codec, and a footer (frame/formats/dave/dave_footer.h).
//
// H.264, H.265 and AV1 frames are rewritten to the form that survives
// packetizers (frame/formats/dave/dave_rewrite.h), and open to that form. H.264
// and H.265 frames whose ciphertext contains a start code by chance are sealed
// again with the next nonce.
//
// A frame identifies its key by only 8 bits of a generation. If the last key
// does not open a frame, one key of each key chain is tried, up to
// `kMaxDaveTries`. Frames that are empty, or become empty when rewritten, pass
// as empty frames.
//
// Thread-safety: as `FrameFormat`. For when sealing and opening allocate, see
// `DaveSealer` and `DaveOpener`; Opus, VP8 and VP9 from one buffer to another
// never do.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_FORMAT_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_FORMAT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/formats/dave/dave_opener.h"
#include "sealframe/frame/formats/dave/dave_passthrough.h"
#include "sealframe/frame/formats/dave/dave_sealer.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

class DaveFormat final : public FrameFormat {
 public:
  // DaveFormat passes unencrypted frames as `passthrough` allows, or none if it
  // is null. A received frame never passes if libdave would take it for a DAVE
  // frame (`HasLooseDaveFooter`).
  explicit DaveFormat(std::shared_ptr<const DavePassthrough> passthrough);

  FrameResult Seal(const FrameInfo& info, SealingKey& key,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  // Open passes a silent audio frame, f8 ff fe, unchanged, as the protocol
  // demands: servers create such frames.
  FrameResult Open(const FrameInfo& info, StreamKeys& keys,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  // KidOf returns the low 8 bits of the generation.
  std::optional<uint64_t> KidOf(const FrameInfo& info,
                                absl::Span<const uint8_t> frame) const override;
  bool HasKey(StreamKeys& keys, uint64_t kid, uint32_t ssrc) const override;
  size_t MaxSealedSize(size_t frame_size) const override;
  size_t MaxOpenedSize(size_t sealed_size) const override;
  void Trim() override {
    sealer_.Trim();
    opener_.Trim();
  }

 private:
  const std::shared_ptr<const DavePassthrough> passthrough_;
  DaveSealer sealer_;
  DaveOpener opener_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_FORMAT_H_
