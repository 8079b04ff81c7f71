// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The codec rules on arbitrary bytes: rewriting loses nothing and has one form,
// searches agree with naive ones, and no answer exceeds the frame.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/canonical_annex_b.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/emulation_prevention.h"
#include "sealframe/frame/codec/forbidden_sequence.h"
#include "sealframe/frame/codec/h264.h"
#include "sealframe/frame/codec/inserted_parameter_sets.h"
#include "sealframe/frame/codec/leb128.h"
#include "sealframe/frame/codec/obu_pieces.h"
#include "sealframe/frame/codec/start_code.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/codec/widen_start_codes.h"
#include "sealframe/tests/fuzz/check.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;
using Input = absl::Span<const uint8_t>;

// FindNaively returns the offset of `pattern`, or the size of `bytes`.
size_t FindNaively(Input bytes, size_t from, Input pattern) {
  return static_cast<size_t>(
      std::search(bytes.begin() + static_cast<ptrdiff_t>(from), bytes.end(),
                  pattern.begin(), pattern.end()) -
      bytes.begin());
}

void Searches(Input bytes) {
  constexpr uint8_t kStartCode[] = {0, 0, 1};
  for (size_t from = 0; from <= bytes.size(); from += 1 + bytes.size() / 32) {
    Check(FindStartCode(bytes, from) == FindNaively(bytes, from, kStartCode));
    size_t forbidden = bytes.size();
    for (uint8_t end = 0; end <= kMaxForbiddenEnd; ++end) {
      const uint8_t sequence[] = {0, 0, end};
      forbidden = std::min(forbidden, FindNaively(bytes, from, sequence));
    }
    Check(FindForbidden(bytes, from) == forbidden);
  }
}

void Escaping(Input bytes) {
  Bytes escaped(EscapedSize(bytes), 0xcc);
  Check(escaped.size() <= MaxEscapedSize(bytes.size()));
  Check(Escape(bytes, absl::MakeSpan(escaped)) == escaped.size());
  const UnescapedSizes sizes = MeasureUnescaped(escaped).value();
  Check(sizes.size == bytes.size());
  Check(std::equal(escaped.begin(),
                   escaped.begin() + static_cast<ptrdiff_t>(sizes.plain),
                   bytes.begin()));
  Check((sizes.plain == escaped.size()) == (sizes.size == escaped.size()));
  Check(FindStartCode(escaped, 0) == escaped.size());
  Bytes opened(escaped.size());
  opened.resize(Unescape(escaped, absl::MakeSpan(opened)));
  Check(absl::MakeConstSpan(opened) == bytes);
  Bytes end(bytes.size() / 2);
  Check(UnescapeEnd(escaped, absl::MakeSpan(end)));
  Check(std::equal(end.rbegin(), end.rend(), bytes.rbegin()));
}

// What unescapes has one escaped form, so writing what was read restores it.
void Unescaping(Input bytes) {
  const std::optional<UnescapedSizes> sizes = MeasureUnescaped(bytes);
  Bytes opened(bytes.size());
  opened.resize(Unescape(bytes, absl::MakeSpan(opened)));
  if (sizes.has_value()) {
    Check(opened.size() == sizes->size && EscapedSize(opened) == bytes.size());
    Bytes again(bytes.size());
    Check(Escape(opened, absl::MakeSpan(again)) == again.size());
    Check(absl::MakeConstSpan(again) == bytes);
  }
}

void AnnexB(Input bytes) {
  Bytes wide(WidenedSize(bytes));
  Check(wide.size() <= MaxWidenedSize(bytes.size()));
  Check(WidenStartCodes(bytes, absl::MakeSpan(wide)) == wide.size());
  Check(WidenedSize(wide) == wide.size() && UnitsOf(wide) == UnitsOf(bytes));
  AnnexBReader reader(bytes);
  NalUnit unit;
  size_t end = 0;
  while (reader.Next(&unit)) {
    Check(unit.code_offset >= end && unit.offset > unit.code_offset);
    end = unit.offset + unit.size;
    Check(end <= bytes.size());
    const Input nal = NalBytes(bytes, unit);
    Check(nal.empty() || nal.back() != 0);
    Check(H264SliceClearSize(nal) <= nal.size());
  }
  Check(InsertedParameterSets(bytes) <= bytes.size());
}

void Obus(Input bytes) {
  ObuReader reader(bytes);
  Obu obu;
  size_t size = 0;
  ObuStep step = reader.Next(&obu);
  for (; step == ObuStep::kObu; step = reader.Next(&obu)) {
    Check(obu.header.size() == 1 || obu.header.size() == 2);
    size += obu.header.size() + obu.payload.size();
    Check(size <= bytes.size());
  }
  Check(reader.Next(&obu) == step);
}

// ScatteredObus returns `frame` as it is written from its pieces.
Bytes ScatteredObus(Input frame, const ObuPieces& pieces) {
  Bytes both(pieces.size());
  GatherObus(frame, pieces, 0, absl::MakeSpan(both));
  const auto gathered = absl::MakeConstSpan(both);
  Bytes out(pieces.size());
  out.resize(ScatterObus(gathered.first(pieces.clear),
                         gathered.subspan(pieces.clear), pieces.sizes_last, 0,
                         absl::MakeSpan(out)));
  return out;
}

// LastHasSize returns whether the last OBU that travels over RTP has a size.
bool LastHasSize(Input frame) {
  TransportObuReader reader(frame);
  bool has_size = false;
  for (Obu obu; reader.Next(&obu) == ObuStep::kObu;) {
    has_size = (obu.header[0] & kObuHasSize) != 0;
  }
  return has_size;
}

// Written from its pieces, a frame is as RTP carries it, and stays so.
void PiecesOfObus(Input bytes) {
  const ObuPieces pieces = MeasurePlainObus(bytes, 0);
  if (!pieces.ok) {
    return;
  }
  const Bytes once = ScatteredObus(bytes, pieces);
  Check(once == (LastHasSize(bytes) ? ObusCarriedByLibwebrtc(bytes)
                                    : ObusWithoutTheLastSize(bytes)));
  const ObuPieces again = MeasurePlainObus(once, 0);
  Check(again.ok && again.clear == pieces.clear);
  Check(ScatteredObus(once, again) == once);
}

void Integers(Input bytes) {
  const Leb128 read = ReadLeb128(bytes);
  const Leb128 minimal = ReadMinimalLeb128(bytes);
  Check(read.size <= bytes.size());
  if (minimal.size != 0) {
    Check(minimal.value == read.value && minimal.size == read.size);
    Bytes again(minimal.size);
    Check(WriteLeb128(minimal.value, absl::MakeSpan(again)) == again.size());
    Check(absl::MakeConstSpan(again) == bytes.first(again.size()));
  }
}

void ClearPrefixes(Input bytes) {
  for (size_t set = 0; set < kClearRuleSetCount; ++set) {
    for (size_t codec = 0; codec < kCodecCount; ++codec) {
      for (const FrameType type :
           {FrameType::kAudio, FrameType::kKey, FrameType::kDelta}) {
        for (const auto find : {FindClearPrefix, FindClearPrefixToSeal}) {
          const ClearPrefix prefix =
              find(static_cast<ClearRuleSet>(set), static_cast<Codec>(codec),
                   type, bytes);
          Check(prefix.size <= bytes.size());
          Check(prefix.error == ClearPrefixError::kNone ||
                (prefix.size == 0 && !prefix.is_annex_b));
          if (prefix.is_annex_b) {
            const CanonicalAnnexB form =
                MeasureCanonical(bytes.first(prefix.size));
            Bytes out(form.size);
            Check(WriteCanonical(bytes.first(prefix.size),
                                 absl::MakeSpan(out)) == out.size());
            Check(MeasureCanonical(out).is_canonical);
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // A copy of the exact size, so that sanitizers detect a read past its end.
  const std::vector<uint8_t> bytes(data, data + size);
  sealframe::Searches(bytes);
  sealframe::Escaping(bytes);
  sealframe::Unescaping(bytes);
  sealframe::AnnexB(bytes);
  sealframe::Obus(bytes);
  sealframe::PiecesOfObus(bytes);
  sealframe::Integers(bytes);
  sealframe::ClearPrefixes(bytes);
  return 0;
}
