// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/access_unit.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/h265.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/file_mark.h"
#include "sealframe/tools/media/key_frame.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/peek_unit.h"

namespace sealframe {
namespace {

bool StartsWith(absl::Span<const uint8_t> bytes,
                absl::Span<const uint8_t> prefix) {
  return bytes.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

// MarkedCodec returns the codec whose mark `front` starts with, or kUnknown.
Codec MarkedCodec(absl::Span<const uint8_t> front) {
  for (const Codec codec : {Codec::kH264, Codec::kH265}) {
    if (StartsWith(front, AnnexBMark(codec))) {
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

absl::Status StreamError(uint64_t at, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("Annex B: NAL unit at byte ", at, ": ", what));
}

// UnitSize returns the size of the access unit that `bytes`, a part of a stream
// at byte `offset`, start with, or zero if its end cannot be seen. Only NAL
// units that end inside the part are complete, and the last one if the stream
// `ends` there.
absl::StatusOr<size_t> UnitSize(Codec codec, absl::Span<const uint8_t> bytes,
                                bool ends, uint64_t offset) {
  bool has_picture = false;
  AnnexBReader reader(bytes);
  NalUnit unit;
  while (reader.Next(&unit)) {
    if (unit.offset + unit.size == bytes.size() && !ends) {
      return 0;
    }
    const Role role = RoleOf(codec, bytes.subspan(unit.offset, unit.size));
    if (role == Role::kMalformed) {
      return StreamError(offset + unit.code_offset, "not valid H.264 or H.265");
    }
    const bool opens = role == Role::kLead || role == Role::kFirstSlice;
    if (opens && has_picture) {
      return unit.code_offset;
    }
    has_picture |= role == Role::kFirstSlice || role == Role::kSlice;
  }
  return 0;
}

// MarkedSize returns the size of `mark` and the unit behind it, or zero if
// `bytes` do not have the next mark.
size_t MarkedSize(absl::Span<const uint8_t> bytes,
                  absl::Span<const uint8_t> mark) {
  if (bytes.size() < mark.size()) {
    return 0;
  }
  const auto next = std::search(bytes.begin() + mark.size(), bytes.end(),
                                mark.begin(), mark.end());
  return next == bytes.end() ? 0 : static_cast<size_t>(next - bytes.begin());
}

class AnnexBFile final : public MediaFile {
 public:
  AnnexBFile(ByteInput& input, Purpose purpose)
      : input_(input), purpose_(purpose) {}

  absl::StatusOr<bool> Next(std::vector<ContainerFrame>* frames) override {
    frames->clear();
    if (absl::Status status = ReadCodec(); !status.ok()) {
      return status;
    }
    const absl::StatusOr<absl::Span<const uint8_t>> unit = PeekUnit(
        input_,
        [this](absl::Span<const uint8_t> bytes,
               bool ends) -> absl::StatusOr<size_t> {
          return marked_ ? MarkedSize(bytes, mark_)
                         : UnitSize(codec_, bytes, ends, input_.offset());
        });
    if (!unit.ok()) {
      return unit.status();
    }
    if (unit->empty()) {
      return false;
    }
    const auto data = unit->subspan(marked_ ? mark_.size() : 0);
    const auto timestamp = static_cast<uint32_t>(index_) * kAnnexBTicksPerUnit;
    frames->push_back({{codec_, IsKeyFrame(codec_, data), timestamp, index_++},
                       {data.begin(), data.end()}});
    input_.Skip(unit->size());
    return true;
  }

  absl::Status Put(absl::Span<const std::vector<uint8_t>> payloads,
                   std::vector<uint8_t>* out) override {
    for (const std::vector<uint8_t>& payload : payloads) {
      const size_t at = out->size();
      if (purpose_ == Purpose::kSealing) {
        out->insert(out->end(), mark_.begin(), mark_.end());
        out->insert(out->end(), payload.begin(), payload.end());
        out->insert(out->end(), mark_.begin(), mark_.end());
        const size_t end = out->size() - mark_.size();
        if (MarkedSize(absl::MakeConstSpan(*out).subspan(at), mark_) !=
            end - at) {
          return WouldSplitOtherwise();
        }
        out->resize(end);
      } else {
        out->insert(out->end(), payload.begin(), payload.end());
      }
    }
    return absl::OkStatus();
  }

 private:
  // ReadCodec recognizes the codec at the start of the file.
  absl::Status ReadCodec() {
    if (codec_ != Codec::kUnknown) {
      return absl::OkStatus();
    }
    const absl::StatusOr<absl::Span<const uint8_t>> front =
        input_.Peek(kFrontSize);
    if (!front.ok()) {
      return front.status();
    }
    if (!LooksLikeAnnexB(*front)) {
      return absl::InvalidArgumentError("Annex B: no start code at byte 0");
    }
    codec_ = MarkedCodec(*front);
    marked_ = codec_ != Codec::kUnknown;
    AnnexBReader reader(*front);
    NalUnit first;
    if (!marked_ && reader.Next(&first)) {
      codec_ = FirstUnitCodec(front->subspan(first.offset, first.size));
    }
    if (codec_ == Codec::kUnknown) {
      return StreamError(first.code_offset,
                         "neither an H.264 nor an H.265 stream starts with it");
    }
    mark_ = AnnexBMark(codec_);
    return absl::OkStatus();
  }

  ByteInput& input_;
  const Purpose purpose_;
  Codec codec_ = Codec::kUnknown;
  bool marked_ = false;
  std::vector<uint8_t> mark_;
  size_t index_ = 0;
};

}  // namespace

bool LooksLikeAnnexB(absl::Span<const uint8_t> front) {
  const auto one = std::find_if(front.begin(), front.end(),
                                [](uint8_t byte) { return byte != 0; });
  return one != front.end() && *one == 1 && one - front.begin() >= 2;
}

bool IsMarkedAnnexB(absl::Span<const uint8_t> front) {
  return MarkedCodec(front) != Codec::kUnknown;
}

std::unique_ptr<MediaFile> NewAnnexBFile(ByteInput& input, Purpose purpose) {
  return std::make_unique<AnnexBFile>(input, purpose);
}

std::vector<uint8_t> AnnexBMark(Codec codec) {
  // A start code, an SEI header, payload type 5 (user_data_unregistered), size
  // 16, the UUID and the stop bit.
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

}  // namespace sealframe
