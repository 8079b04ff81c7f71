// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/frame_inspection.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/leb128.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/ring/iv_trailer.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_type.h"

namespace sealframe {
namespace {

constexpr absl::string_view kPartNames[] = {
    "header", "clear", "ciphertext", "tag", "nonce", "ranges", "trailer",
};

constexpr size_t kMinSFrameTagSize = 4;

// Of LiveKit's and Jitsi's frames.
constexpr size_t kGcmTagSize = 16;
constexpr uint32_t kSendCounts = 0xffff;
constexpr uint64_t kUsualRingSize = 16;

constexpr size_t kDaveTagSize = 8;
constexpr size_t kDaveMarkSize = 3;  // The footer's size, FA FA.
constexpr unsigned kDaveCounterBits = 24;

constexpr uint8_t kEmulationPrevention = 3;

// PartsBuilder lists ranges one behind the other.
class PartsBuilder {
 public:
  void Add(FramePart part, size_t size) {
    if (size != 0) {
      parts_.push_back({part, {offset_, size}});
    }
    offset_ += size;
  }
  std::vector<FramePartRange> Take() { return std::move(parts_); }

 private:
  std::vector<FramePartRange> parts_;
  size_t offset_ = 0;
};

absl::optional<FrameInspection> InspectSFrame(absl::Span<const uint8_t> frame) {
  const ParsedSFrameHeader parsed = ParseSFrameHeader(frame);
  if (parsed.error != SFrameHeaderError::kNone ||
      frame.size() - parsed.size < kMinSFrameTagSize) {
    return absl::nullopt;
  }
  PartsBuilder parts;
  parts.Add(FramePart::kHeader, parsed.size);
  parts.Add(FramePart::kCiphertext, frame.size() - parsed.size);
  return FrameInspection{.profile = "sframe",
                         .kid = parsed.header.kid,
                         .counter = parsed.header.ctr,
                         .parts = parts.Take()};
}

// FindEscapes returns where emulation prevention inserted bytes.
std::vector<size_t> FindEscapes(absl::Span<const uint8_t> wire) {
  std::vector<size_t> escapes;
  size_t zeros = 0;
  for (size_t i = 0; i < wire.size(); ++i) {
    if (zeros >= 2 && wire[i] == kEmulationPrevention) {
      escapes.push_back(i);
      zeros = 0;
    } else {
      zeros = wire[i] == 0 ? zeros + 1 : 0;
    }
  }
  return escapes;
}

// Tail is the end of a frame without what emulation prevention inserted, as
// many bytes as are asked for or as there are, and where each of them is.
struct Tail {
  std::vector<uint8_t> bytes;
  std::vector<size_t> offsets;
};

Tail TailOf(absl::Span<const uint8_t> wire, std::vector<size_t> escapes,
            size_t size) {
  Tail tail;
  for (size_t i = wire.size(); i > 0 && tail.bytes.size() < size; --i) {
    if (!escapes.empty() && escapes.back() == i - 1) {
      escapes.pop_back();
    } else {
      tail.bytes.push_back(wire[i - 1]);
      tail.offsets.push_back(i - 1);
    }
  }
  std::reverse(tail.bytes.begin(), tail.bytes.end());
  std::reverse(tail.offsets.begin(), tail.offsets.end());
  return tail;
}

// ReadIv stores what an IV says in `*inspection`. Senders make the last word of
// their count, and LiveKit's of the timestamp, too. The originals count to less
// than 65535; this engine goes further.
void ReadIv(const Nonce& iv, bool is_jframe, FrameInspection* inspection) {
  inspection->ssrc = LoadBigEndian32(iv.data());
  inspection->timestamp = LoadBigEndian32(iv.data() + 4);
  const uint32_t last = LoadBigEndian32(iv.data() + 8);
  const uint32_t count = is_jframe ? last : inspection->timestamp - last;
  inspection->counter = count;
  if (inspection->kid < kUsualRingSize) {
    inspection->fit =
        count < kSendCounts ? FrameFit::kClose : FrameFit::kLikely;
  }
}

// InspectTrailed reads the frames of LiveKit and Jitsi: a clear prefix, then
// ciphertext, tag, IV and trailer, which LiveKit escapes in Annex B streams.
absl::optional<FrameInspection> InspectTrailed(
    absl::string_view profile, ClearRuleSet rules, const FrameInfo& info,
    absl::Span<const uint8_t> frame) {
  const ClearPrefix prefix =
      FindClearPrefix(rules, info.codec, FrameTypeOf(info), frame);
  if (prefix.error != ClearPrefixError::kNone) {
    return absl::nullopt;
  }
  const absl::Span<const uint8_t> sealed = frame.subspan(prefix.size);
  const std::vector<size_t> escapes =
      prefix.is_annex_b ? FindEscapes(sealed) : std::vector<size_t>();
  const Tail tail = TailOf(sealed, escapes, kGcmTagSize + kIvTrailerSize);
  if (tail.bytes.size() < kGcmTagSize + kIvTrailerSize ||
      !HasIvTrailer(tail.bytes)) {
    return absl::nullopt;
  }
  const IvTrailer trailer = ReadIvTrailer(tail.bytes);
  FrameInspection inspection = {.profile = std::string(profile),
                                .kid = trailer.key_index,
                                .escapes = escapes.size()};
  ReadIv(trailer.iv, rules == ClearRuleSet::kJFrame, &inspection);
  const size_t tag = tail.offsets[0];
  const size_t iv = tail.offsets[kGcmTagSize];
  const size_t end = tail.offsets[kGcmTagSize + kNonceSize];
  PartsBuilder parts;
  parts.Add(FramePart::kClear, prefix.size);
  parts.Add(FramePart::kCiphertext, tag);
  parts.Add(FramePart::kTag, iv - tag);
  parts.Add(FramePart::kNonce, end - iv);
  parts.Add(FramePart::kTrailer, sealed.size() - end);
  inspection.parts = parts.Take();
  return inspection;
}

absl::optional<FrameInspection> InspectDave(absl::Span<const uint8_t> frame) {
  ClearRanges ranges;
  const ParsedDaveFooter footer = ParseDaveFooter(frame, &ranges);
  if (!footer.ok) {
    return absl::nullopt;
  }
  PartsBuilder parts;
  size_t end = 0;
  for (const ByteRange& range : ranges.ranges()) {
    parts.Add(FramePart::kCiphertext, range.offset - end);
    parts.Add(FramePart::kClear, range.size);
    end = range.offset + range.size;
  }
  parts.Add(FramePart::kCiphertext, footer.media_size - end);
  parts.Add(FramePart::kTag, kDaveTagSize);
  parts.Add(FramePart::kNonce, Leb128Size(footer.nonce));
  parts.Add(FramePart::kRanges, ranges.encoded_size());
  parts.Add(FramePart::kTrailer, kDaveMarkSize);
  return FrameInspection{.profile = "dave",
                         .fit = FrameFit::kClose,
                         .kid = footer.nonce >> kDaveCounterBits,
                         .counter = footer.nonce,
                         .parts = parts.Take()};
}

}  // namespace

absl::string_view FramePartName(FramePart part) {
  return kPartNames[static_cast<size_t>(part)];
}

size_t PartSize(const FrameInspection& inspection, FramePart part) {
  size_t size = 0;
  for (const FramePartRange& range : inspection.parts) {
    size += range.part == part ? range.bytes.size : 0;
  }
  return size;
}

absl::optional<FrameInspection> InspectFrameAs(
    absl::string_view profile, const FrameInfo& info,
    absl::Span<const uint8_t> frame) {
  if (profile == "sframe") {
    return InspectSFrame(frame);
  }
  if (profile == "livekit" || profile == "videosdk") {
    return InspectTrailed(profile, ClearRuleSet::kLiveKitAv1, info, frame);
  }
  if (profile == "jframe") {
    return InspectTrailed(profile, ClearRuleSet::kJFrame, info, frame);
  }
  return profile == "dave" ? InspectDave(frame) : absl::nullopt;
}

std::vector<FrameInspection> InspectFrame(const FrameInfo& info,
                                          absl::Span<const uint8_t> frame) {
  std::vector<FrameInspection> found;
  for (const absl::string_view profile :
       {"dave", "livekit", "jframe", "sframe"}) {
    absl::optional<FrameInspection> inspection =
        InspectFrameAs(profile, info, frame);
    if (inspection.has_value()) {
      found.push_back(*std::move(inspection));
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const FrameInspection& a, const FrameInspection& b) {
                     return a.fit > b.fit;
                   });
  return found;
}

absl::optional<ClearRuleSet> ClearRulesOf(absl::string_view profile) {
  if (profile == "sframe") {
    return ClearRuleSet::kSFrame;
  }
  if (profile == "livekit" || profile == "videosdk") {
    return ClearRuleSet::kLiveKit;
  }
  if (profile == "jframe") {
    return ClearRuleSet::kJFrame;
  }
  if (profile == "dave") {
    return ClearRuleSet::kDave;
  }
  return absl::nullopt;
}

}  // namespace sealframe
