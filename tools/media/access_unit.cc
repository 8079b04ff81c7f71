// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/access_unit.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/h265.h"
#include "sealframe/tools/media/file_mark.h"
#include "sealframe/tools/media/key_frame.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

// Mark returns the NAL unit that precedes each sealed unit: a start code, an
// SEI header, payload type 5 (user_data_unregistered), size 16, the UUID and
// the stop bit.
std::vector<uint8_t> Mark(Codec codec) {
  std::vector<uint8_t> mark = {0, 0, 0, 1};
  if (codec == Codec::kH264) {
    mark.push_back(0x06);
  } else {
    mark.insert(mark.end(), {0x4e, 0x01});
  }
  mark.insert(mark.end(), {0x05, static_cast<uint8_t>(kFileMark.size())});
  mark.insert(mark.end(), kFileMark.begin(), kFileMark.end());
  mark.push_back(0x80);
  return mark;
}

bool StartsWith(absl::Span<const uint8_t> bytes,
                absl::Span<const uint8_t> prefix) {
  return bytes.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

// MarkedCodec returns the codec whose mark `file` starts with, or kUnknown.
Codec MarkedCodec(absl::Span<const uint8_t> file) {
  for (const Codec codec : {Codec::kH264, Codec::kH265}) {
    if (StartsWith(file, Mark(codec))) {
      return codec;
    }
  }
  return Codec::kUnknown;
}

// FirstUnitCodec returns the codec of a stream whose first NAL unit is `unit`,
// or kUnknown. H.264 streams start with an SEI message, a delimiter, a sequence
// parameter set or a slice; the latter two have odd first bytes wherever they
// are legal. H.265 streams start with any type in the base layer (even first
// byte) and the lowest temporal layer (second byte 1).
Codec FirstUnitCodec(absl::Span<const uint8_t> unit) {
  if (unit.size() < 2 || (unit[0] & 0x80) != 0) {
    return Codec::kUnknown;
  }
  const int type = unit[0] & 0x1f;
  if (unit[0] == 0x06 || unit[0] == 0x09 || type == 1 || type == 5 ||
      type == 7) {
    return Codec::kH264;
  }
  if ((unit[0] & 0x01) == 0 && unit[1] == 0x01) {
    return Codec::kH265;
  }
  return Codec::kUnknown;
}

// Role is the effect of a NAL unit on access unit boundaries.
enum class Role : uint8_t {
  kOther,
  kLead,        // Precedes a picture: starts a unit once there was a picture.
  kFirstSlice,  // Starts a picture: starts a unit once there was a picture.
  kSlice,       // Continues a picture.
  kMalformed,
};

Role H264Role(absl::Span<const uint8_t> unit) {
  const int type = unit[0] & 0x1f;
  if (type == 1 || type == 2 || type == 5) {
    // The slice header starts with first_mb_in_slice, whose zero is a one bit.
    if (unit.size() < 2) {
      return Role::kMalformed;
    }
    return (unit[1] & 0x80) != 0 ? Role::kFirstSlice : Role::kSlice;
  }
  return (type >= 6 && type <= 9) || (type >= 14 && type <= 18) ? Role::kLead
                                                                : Role::kOther;
}

Role H265Role(absl::Span<const uint8_t> unit) {
  if (unit.size() < kH265NalHeaderSize) {
    return Role::kMalformed;
  }
  const int type = H265NalType(unit[0]);
  const bool base_layer = (unit[0] & 0x01) == 0 && (unit[1] & 0xf8) == 0;
  if (IsH265Vcl(unit[0])) {
    // The slice header starts with first_slice_segment_in_pic_flag.
    if (unit.size() <= kH265NalHeaderSize) {
      return Role::kMalformed;
    }
    const bool first = base_layer && (unit[2] & 0x80) != 0;
    return first ? Role::kFirstSlice : Role::kSlice;
  }
  const bool lead = (type <= 35) || type == 39 || (type >= 41 && type <= 44) ||
                    (type >= 48 && type <= 55);
  return base_layer && lead ? Role::kLead : Role::kOther;
}

Role RoleOf(Codec codec, absl::Span<const uint8_t> unit) {
  if (unit.empty() || (unit[0] & 0x80) != 0) {  // forbidden_zero_bit
    return Role::kMalformed;
  }
  return codec == Codec::kH264 ? H264Role(unit) : H265Role(unit);
}

absl::Status StreamError(size_t at, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("Annex B: NAL unit at byte ", at, ": ", what));
}

// UnitStarts returns the offsets in `file` at which access units start.
absl::StatusOr<std::vector<size_t>> UnitStarts(absl::Span<const uint8_t> file,
                                               Codec codec) {
  std::vector<size_t> starts = {0};
  bool has_picture = false;
  AnnexBReader reader(file);
  NalUnit unit;
  while (reader.Next(&unit)) {
    const Role role = RoleOf(codec, file.subspan(unit.offset, unit.size));
    if (role == Role::kMalformed) {
      return StreamError(unit.code_offset, "not valid H.264 or H.265");
    }
    const bool opens = role == Role::kLead || role == Role::kFirstSlice;
    if (opens && has_picture) {
      starts.push_back(unit.code_offset);
      has_picture = false;
    }
    has_picture |= role == Role::kFirstSlice || role == Role::kSlice;
  }
  return starts;
}

void AppendFrame(Codec codec, absl::Span<const uint8_t> unit,
                 std::vector<ContainerFrame>* frames) {
  const size_t index = frames->size();
  const uint32_t timestamp = static_cast<uint32_t>(index) * kAnnexBTicksPerUnit;
  frames->push_back({{codec, IsKeyFrame(codec, unit), timestamp, index},
                     {unit.begin(), unit.end()}});
}

std::vector<ContainerFrame> SplitAtMarks(absl::Span<const uint8_t> file,
                                         Codec codec) {
  const std::vector<uint8_t> mark = Mark(codec);
  std::vector<ContainerFrame> frames;
  auto begin = file.begin();
  while (begin != file.end()) {
    begin += static_cast<std::ptrdiff_t>(mark.size());
    const auto end = std::search(begin, file.end(), mark.begin(), mark.end());
    AppendFrame(codec,
                file.subspan(static_cast<size_t>(begin - file.begin()),
                             static_cast<size_t>(end - begin)),
                &frames);
    begin = end;
  }
  return frames;
}

}  // namespace

bool LooksLikeAnnexB(absl::Span<const uint8_t> file) {
  const auto one = std::find_if(file.begin(), file.end(),
                                [](uint8_t byte) { return byte != 0; });
  return one != file.end() && *one == 1 && one - file.begin() >= 2;
}

bool IsMarkedAnnexB(absl::Span<const uint8_t> file) {
  return MarkedCodec(file) != Codec::kUnknown;
}

absl::StatusOr<std::vector<ContainerFrame>> ReadAnnexB(
    absl::Span<const uint8_t> file) {
  const Codec marked = MarkedCodec(file);
  if (marked != Codec::kUnknown) {
    return SplitAtMarks(file, marked);
  }
  if (!LooksLikeAnnexB(file)) {
    return absl::InvalidArgumentError("Annex B: no start code at byte 0");
  }
  AnnexBReader reader(file);
  NalUnit first;
  const bool any = reader.Next(&first);
  const Codec codec =
      any ? FirstUnitCodec(file.subspan(first.offset, first.size))
          : Codec::kUnknown;
  if (codec == Codec::kUnknown) {
    return StreamError(first.code_offset,
                       "neither an H.264 nor an H.265 stream starts with it");
  }
  absl::StatusOr<std::vector<size_t>> starts = UnitStarts(file, codec);
  if (!starts.ok()) {
    return starts.status();
  }
  starts->push_back(file.size());
  std::vector<ContainerFrame> frames;
  for (size_t i = 0; i + 1 < starts->size(); ++i) {
    const size_t start = (*starts)[i];
    AppendFrame(codec, file.subspan(start, (*starts)[i + 1] - start), &frames);
  }
  return frames;
}

std::vector<uint8_t> WriteAnnexB(Codec codec, bool marked,
                                 absl::Span<const std::vector<uint8_t>> units) {
  const std::vector<uint8_t> mark =
      marked ? Mark(codec) : std::vector<uint8_t>();
  std::vector<uint8_t> out;
  for (const std::vector<uint8_t>& unit : units) {
    out.insert(out.end(), mark.begin(), mark.end());
    out.insert(out.end(), unit.begin(), unit.end());
  }
  return out;
}

}  // namespace sealframe
