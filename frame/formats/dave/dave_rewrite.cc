// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_rewrite.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/h264.h"
#include "sealframe/frame/codec/h265.h"
#include "sealframe/frame/codec/leb128.h"
#include "sealframe/frame/codec/start_code.h"
#include "sealframe/frame/codec/widen_start_codes.h"

namespace sealframe {
namespace {

constexpr uint8_t kStartCode[] = {0, 0, 0, 1};

// AppendRange returns false if the ranges are full.
bool AppendRange(size_t offset, size_t size, ClearRanges* ranges) {
  return ranges->encoded_size() + Leb128Size(offset) + Leb128Size(size) <=
             kMaxDaveRangesSize &&
         ranges->Append(offset, size);
}

// Rewriter appends the pieces of the rewritten frame to a buffer. With an empty
// buffer it only counts their size.
class Rewriter {
 public:
  Rewriter(absl::Span<uint8_t> out, ClearRanges* ranges)
      : out_(out), ranges_(ranges) {}

  size_t size() const { return size_; }

  // AddClear adds `head` and `rest` as one clear range or, once the ranges are
  // full, to be encrypted.
  void AddClear(absl::Span<const uint8_t> head,
                absl::Span<const uint8_t> rest) {
    if (!out_.empty() && !ranges_full_) {
      ranges_full_ = !AppendRange(size_, head.size() + rest.size(), ranges_);
    }
    Add(head);
    Add(rest);
  }

  void AddSecret(absl::Span<const uint8_t> bytes) { Add(bytes); }

 private:
  void Add(absl::Span<const uint8_t> bytes) {
    if (!out_.empty()) {
      std::copy(bytes.begin(), bytes.end(), out_.begin() + size_);
    }
    size_ += bytes.size();
  }

  absl::Span<uint8_t> out_;
  ClearRanges* ranges_;
  size_t size_ = 0;
  bool ranges_full_ = false;
};

size_t H265ClearSize(absl::Span<const uint8_t> unit) {
  if (unit.empty() || !IsH265Vcl(unit[0])) {
    return unit.size();
  }
  return std::min(unit.size(), kH265NalHeaderSize);
}

size_t NalClearSize(Codec codec, absl::Span<const uint8_t> unit) {
  if (codec == Codec::kH265) {
    return H265ClearSize(unit);
  }
  return !unit.empty() && IsH264Slice(unit[0]) ? H264SliceClearSize(unit)
                                               : unit.size();
}

void RewriteNalUnits(Codec codec, absl::Span<const uint8_t> frame,
                     Rewriter* rewriter) {
  AnnexBReader reader(frame);
  NalUnit nal;
  while (reader.Next(&nal)) {
    const absl::Span<const uint8_t> unit = NalBytes(frame, nal);
    if (unit.empty()) {
      continue;
    }
    const size_t clear = NalClearSize(codec, unit);
    rewriter->AddClear(kStartCode, unit.first(clear));
    rewriter->AddSecret(unit.subspan(clear));
  }
}

void AddObu(const Obu& obu, bool is_last, Rewriter* rewriter) {
  uint8_t head[2 + kMaxLeb128Size] = {};
  std::copy(obu.header.begin(), obu.header.end(), head);
  size_t head_size = obu.header.size();
  if (is_last) {
    head[0] &= static_cast<uint8_t>(~kObuHasSize);
  } else {
    head[0] |= kObuHasSize;
    head_size += WriteLeb128(obu.payload.size(),
                             absl::MakeSpan(head).subspan(head_size));
  }
  rewriter->AddClear(absl::MakeConstSpan(head, head_size), {});
  rewriter->AddSecret(obu.payload);
}

void RewriteObus(absl::Span<const uint8_t> frame, Rewriter* rewriter) {
  TransportObuReader reader(frame);
  for (Obu obu; reader.Next(&obu) == ObuStep::kObu;) {
    AddObu(obu, reader.at_end(), rewriter);
  }
}

void Rewrite(Codec codec, absl::Span<const uint8_t> frame, Rewriter* rewriter) {
  const std::optional<size_t> prefix = DaveClearPrefix(codec, frame);
  if (prefix.has_value()) {
    rewriter->AddClear(frame.first(*prefix), {});
    rewriter->AddSecret(frame.subspan(*prefix));
  } else if (codec == Codec::kAv1) {
    RewriteObus(frame, rewriter);
  } else {
    RewriteNalUnits(codec, frame, rewriter);
  }
}

// EndsInClearCode returns whether `frame` ends in a start code that stays in
// the clear. The footer would come behind it, and be taken for a unit.
bool EndsInClearCode(Codec codec, absl::Span<const uint8_t> frame) {
  if (FindStartCode(frame,
                    frame.size() - std::min(frame.size(), kStartCodeSize)) ==
      frame.size()) {
    return false;
  }
  AnnexBReader reader(frame);
  NalUnit nal;
  while (reader.Next(&nal)) {
  }
  return NalClearSize(codec, frame.subspan(nal.offset, nal.size)) == nal.size;
}

// HasUnits returns whether `frame` is Annex B with a unit that is not empty.
bool HasUnits(absl::Span<const uint8_t> frame) {
  const size_t code = FindStartCode(frame, 0);
  const absl::Span<const uint8_t> leading = frame.first(code);
  if (std::any_of(leading.begin(), leading.end(),
                  [](uint8_t byte) { return byte != 0; })) {
    return false;
  }
  // Almost always the first unit shows it, without a search for its end.
  if (code + kStartCodeSize < frame.size() &&
      frame[code + kStartCodeSize] != 0) {
    return true;
  }
  AnnexBReader reader(frame);
  NalUnit nal;
  while (reader.Next(&nal)) {
    if (!NalBytes(frame, nal).empty()) {
      return true;
    }
  }
  return false;
}

DaveRewriteError Check(Codec codec, absl::Span<const uint8_t> frame) {
  switch (GetClearRule(ClearRuleSet::kDave, codec).shape) {
    case ClearShape::kNalHeaders:
      if (!HasUnits(frame)) {
        return DaveRewriteError::kNotAnnexB;
      }
      return EndsInClearCode(codec, frame) ? DaveRewriteError::kMalformed
                                           : DaveRewriteError::kNone;
    case ClearShape::kObuHeaders: {
      ObuReader reader(frame);
      Obu obu;
      ObuStep step = reader.Next(&obu);
      while (step == ObuStep::kObu) {
        step = reader.Next(&obu);
      }
      return step == ObuStep::kEnd ? DaveRewriteError::kNone
                                   : DaveRewriteError::kMalformed;
    }
    case ClearShape::kVp8Header:
    case ClearShape::kPrefix:
    case ClearShape::kFirstSlice:
    case ClearShape::kRefused:
      break;
  }
  return DaveRewriteError::kNone;
}

// Fits returns whether `size` bytes are enough for the rewritten frame. It
// walks the frame only if the upper bound does not fit.
bool Fits(Codec codec, absl::Span<const uint8_t> frame, size_t size) {
  if (size >= MaxDaveRewriteSize(codec, frame.size())) {
    return true;
  }
  Rewriter measure({}, nullptr);
  Rewrite(codec, frame, &measure);
  return size >= measure.size();
}

}  // namespace

size_t MaxDaveRewriteSize(Codec codec, size_t size) {
  return codec == Codec::kH264 || codec == Codec::kH265 ? MaxWidenedSize(size)
                                                        : size;
}

std::optional<size_t> DaveClearPrefix(Codec codec,
                                      absl::Span<const uint8_t> frame) {
  const ClearRule& rule = GetClearRule(ClearRuleSet::kDave, codec);
  switch (rule.shape) {
    case ClearShape::kNalHeaders:
    case ClearShape::kObuHeaders:
      break;
    case ClearShape::kVp8Header:
    case ClearShape::kPrefix:
    case ClearShape::kFirstSlice:
    case ClearShape::kRefused:
      return std::min(ClearPrefixSize(rule, FrameType::kDelta, frame),
                      frame.size());
  }
  return std::nullopt;
}

DaveRewrite RewriteForDave(Codec codec, absl::Span<const uint8_t> frame,
                           absl::Span<uint8_t> out, ClearRanges* ranges) {
  ranges->Clear();
  DaveRewrite result;
  if (frame.empty()) {
    return result;
  }
  result.error = Check(codec, frame);
  if (result.error != DaveRewriteError::kNone) {
    return result;
  }
  if (!Fits(codec, frame, out.size())) {
    result.error = DaveRewriteError::kBufferTooSmall;
    return result;
  }
  Rewriter writer(out, ranges);
  Rewrite(codec, frame, &writer);
  result.size = writer.size();
  return result;
}

// All bytes between two units are zeros, so a unit that starts four bytes
// behind the one before has a start code of four bytes.
bool IsRewrittenForDave(Codec codec, absl::Span<const uint8_t> frame,
                        ClearRanges* ranges) {
  ranges->Clear();
  if ((codec != Codec::kH264 && codec != Codec::kH265) ||
      Check(codec, frame) != DaveRewriteError::kNone) {
    return false;
  }
  size_t size = 0;
  AnnexBReader reader(frame);
  NalUnit nal;
  while (reader.Next(&nal)) {
    const absl::Span<const uint8_t> unit = NalBytes(frame, nal);
    if (nal.offset != size + sizeof(kStartCode) || unit.empty() ||
        !AppendRange(size, sizeof(kStartCode) + NalClearSize(codec, unit),
                     ranges)) {
      return false;
    }
    size = nal.offset + unit.size();
  }
  return size == frame.size();
}

}  // namespace sealframe
