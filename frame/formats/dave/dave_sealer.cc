// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_sealer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/gather_scatter.h"
#include "sealframe/frame/codec/start_code.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_nonces.h"
#include "sealframe/frame/formats/dave/dave_rewrite.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/nonce_status.h"
#include "sealframe/frame/pass_through.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

FrameStatus StatusOf(DaveRewriteError error) {
  switch (error) {
    case DaveRewriteError::kNone:
      return FrameStatus::kOk;
    case DaveRewriteError::kNotAnnexB:
      return FrameStatus::kNotPacketizable;
    case DaveRewriteError::kMalformed:
      return FrameStatus::kMalformed;
    case DaveRewriteError::kBufferTooSmall:
      break;
  }
  return FrameStatus::kBufferTooSmall;
}

// SurvivesRtp returns whether no start code includes an encrypted byte of
// `sealed` or a byte of its footer, and no encrypted byte at the end of a NAL
// unit is zero. A clear range begins with the start code of a unit.
bool SurvivesRtp(absl::Span<const uint8_t> sealed, const ClearRanges& clear) {
  size_t begin = 0;
  for (const ByteRange& range : clear.ranges()) {
    if (SectionMakesStartCode(sealed, begin, range.offset - begin) ||
        (range.offset > begin && sealed[range.offset - 1] == 0)) {
      return false;
    }
    begin = range.offset + range.size;
  }
  return !SectionMakesStartCode(sealed, begin, sealed.size() - begin);
}

}  // namespace

FrameResult DaveSealer::Seal(Codec codec, SealingKey& key,
                             absl::Span<const uint8_t> frame,
                             absl::Span<uint8_t> out) {
  const std::optional<size_t> prefix = DaveClearPrefix(codec, frame);
  if (!prefix.has_value()) {
    return SealRewritten(codec, key, frame, out);
  }
  ClearRanges ranges;
  // One range always fits.
  static_cast<void>(ranges.Append(0, *prefix));
  return SealMedia(key, frame, ranges, out);
}

FrameResult DaveSealer::SealRewritten(Codec codec, SealingKey& key,
                                      absl::Span<const uint8_t> frame,
                                      absl::Span<uint8_t> out) {
  const bool in_place = frame.data() == out.data();
  if (in_place) {
    const absl::Span<uint8_t> copy = frame_.First(frame.size());
    std::copy(frame.begin(), frame.end(), copy.begin());
    frame = copy;
  }
  ClearRanges ranges;
  const bool is_rewritten = IsRewrittenForDave(codec, frame, &ranges);
  for (int sealings = 0; sealings < kMaxDaveSealings; ++sealings) {
    absl::Span<const uint8_t> media = frame;
    if (!is_rewritten) {
      const DaveRewrite rewrite = RewriteForDave(codec, frame, out, &ranges);
      if (const FrameStatus status = StatusOf(rewrite.error);
          status != FrameStatus::kOk) {
        return {.status = status};
      }
      if (rewrite.size == 0) {
        return {.status = FrameStatus::kPassedThrough};
      }
      media = out.first(rewrite.size);
    }
    const FrameResult result = SealMedia(key, media, ranges, out);
    if (result.status != FrameStatus::kOk || codec == Codec::kAv1 ||
        SurvivesRtp(out.first(result.size), ranges)) {
      // Later frames of this size class may need more than this one did.
      if (in_place) {
        frame_.Reserve(result.size);
      }
      pieces_.Reserve(result.size);
      return result;
    }
  }
  return {.status = FrameStatus::kInternalError};
}

// SealMedia seals `media` and leaves its `ranges` clear. `media` is at the
// front of `out`, or disjoint from it.
FrameResult DaveSealer::SealMedia(SealingKey& key,
                                  absl::Span<const uint8_t> media,
                                  const ClearRanges& ranges,
                                  absl::Span<uint8_t> out) {
  const size_t clear = ClearSize(ranges);
  SealTicket ticket = key.Take({}, media.size() - clear, clear, &budget_);
  if (ticket.error() != NonceError::kNone) {
    return {.status = StatusOf(ticket.error())};
  }
  const auto nonce = static_cast<uint32_t>(ticket.counter());
  const size_t size = media.size() + DaveFooterSize(nonce, ranges);
  if (out.size() < size) {
    return {.status = FrameStatus::kBufferTooSmall};
  }
  const size_t body_size = media.size() + kDaveTagSize;
  if (!SealBody(key, std::move(ticket), media, ranges, out.first(body_size))) {
    return {.status = FrameStatus::kInternalError};
  }
  WriteDaveFooter(nonce, ranges, out.first(size).subspan(body_size));
  return {.status = FrameStatus::kOk,
          .size = size,
          .kid = DaveGenerationByteOf(nonce)};
}

// SealBody writes `media`, encrypted except for its clear ranges, and the tag
// to `out`.
bool DaveSealer::SealBody(SealingKey& key, SealTicket&& ticket,
                          absl::Span<const uint8_t> media,
                          const ClearRanges& ranges, absl::Span<uint8_t> out) {
  const size_t clear = ClearSize(ranges);
  if (IsClearPrefix(ranges)) {
    CopyTo(media.first(clear), out);
    return key.Seal(std::move(ticket), out.first(clear), media.subspan(clear),
                    out.subspan(clear));
  }
  const absl::Span<uint8_t> pieces = pieces_.First(out.size());
  GatherRanges(media, ranges, pieces.first(media.size()));
  const absl::Span<uint8_t> body = pieces.subspan(clear);
  const absl::Span<uint8_t> secret = body.first(media.size() - clear);
  if (!key.Seal(std::move(ticket), pieces.first(clear), secret, body)) {
    return false;
  }
  ScatterRanges(pieces.first(clear), secret, ranges, out.first(media.size()));
  std::copy_n(body.end() - kDaveTagSize, kDaveTagSize,
              out.end() - kDaveTagSize);
  return true;
}

}  // namespace sealframe
