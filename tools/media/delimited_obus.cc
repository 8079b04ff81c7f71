// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/delimited_obus.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/leb128.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/obu_bytes.h"
#include "sealframe/tools/media/obu_unit.h"
#include "sealframe/tools/media/peek_unit.h"

namespace sealframe {
namespace {

constexpr int kFrameHeader = 3;
constexpr int kTileGroup = 4;
constexpr int kFrame = 6;

// TakeSized moves the bytes of a size at the front of `*rest` to `*sized`. It
// returns false if `*rest` ends inside it.
bool TakeSized(absl::Span<const uint8_t>* rest,
               absl::Span<const uint8_t>* sized) {
  const Leb128 size = ReadLeb128(*rest);
  if (size.size == 0 || size.value > rest->size() - size.size) {
    return false;
  }
  *sized = rest->subspan(size.size, static_cast<size_t>(size.value));
  rest->remove_prefix(size.size + sized->size());
  return true;
}

// AppendLowOverhead appends `obu`, of a length-delimited stream, in the
// low-overhead format. It returns false if it is malformed.
bool AppendLowOverhead(absl::Span<const uint8_t> obu,
                       std::vector<uint8_t>* out) {
  ObuReader reader(obu);
  Obu read;
  Obu next;
  if (reader.Next(&read) != ObuStep::kObu ||
      reader.Next(&next) != ObuStep::kEnd) {
    return false;
  }
  out->push_back(read.header[0] | kObuHasSize);
  AppendBytes(read.header.subspan(1), out);
  AppendObuSize(read.payload.size(), out);
  AppendBytes(read.payload, out);
  return true;
}

// AppendDelimited appends the OBUs of `unit`, a length-delimited temporal unit,
// to `*out`. It returns false if the unit is malformed.
bool AppendDelimited(absl::Span<const uint8_t> unit,
                     std::vector<uint8_t>* out) {
  absl::Span<const uint8_t> frame;
  absl::Span<const uint8_t> obu;
  while (!unit.empty()) {
    if (!TakeSized(&unit, &frame)) {
      return false;
    }
    while (!frame.empty()) {
      if (!TakeSized(&frame, &obu) || !AppendLowOverhead(obu, out)) {
        return false;
      }
    }
  }
  return true;
}

// EndsFrame returns whether an OBU of type `type` is the last of its frame if
// one of type `next` follows, or none (-1).
bool EndsFrame(int type, int next) {
  return type == kFrame ||
         ((type == kFrameHeader || type == kTileGroup) && next != kTileGroup);
}

// FrameUnits returns the OBUs of `unit` as length-delimited frame units.
absl::StatusOr<std::vector<std::vector<uint8_t>>> FrameUnits(
    absl::Span<const uint8_t> unit) {
  std::vector<Obu> obus;
  ObuReader reader(unit);
  ObuStep step;
  for (Obu obu; (step = reader.Next(&obu)) == ObuStep::kObu;) {
    obus.push_back(obu);
  }
  if (step == ObuStep::kMalformed) {
    return absl::InvalidArgumentError("AV1 OBUs: a frame holds no OBUs");
  }
  std::vector<std::vector<uint8_t>> frames;
  bool ended = true;
  for (size_t i = 0; i < obus.size(); ++i) {
    const Obu& obu = obus[i];
    if (ended) {
      frames.emplace_back();
    }
    std::vector<uint8_t>& frame = frames.back();
    AppendObuSize(obu.header.size() + obu.payload.size(), &frame);
    frame.push_back(obu.header[0] & static_cast<uint8_t>(~kObuHasSize));
    AppendBytes(obu.header.subspan(1), &frame);
    AppendBytes(obu.payload, &frame);
    const int next = i + 1 < obus.size() ? ObuType(obus[i + 1].header[0]) : -1;
    ended = EndsFrame(ObuType(obu.header[0]), next);
  }
  return frames;
}

// ReadDelimited returns `unit`, a length-delimited temporal unit behind its
// size, in the low-overhead format, or nothing if it is malformed.
std::optional<std::vector<uint8_t>> ReadDelimited(
    absl::Span<const uint8_t> bytes) {
  absl::Span<const uint8_t> unit;
  std::vector<uint8_t> frame;
  if (!TakeSized(&bytes, &unit) || !AppendDelimited(unit, &frame)) {
    return std::nullopt;
  }
  return frame;
}

class DelimitedObuFile final : public MediaFile {
 public:
  DelimitedObuFile(ByteInput& input, Purpose purpose)
      : input_(input), purpose_(purpose) {}

  absl::StatusOr<bool> Next(std::vector<ContainerFrame>* frames) override {
    frames->clear();
    const absl::StatusOr<absl::Span<const uint8_t>> bytes =
        PeekUnit(input_, [](absl::Span<const uint8_t> front, bool) -> size_t {
          absl::Span<const uint8_t> rest = front;
          absl::Span<const uint8_t> unit;
          return TakeSized(&rest, &unit) ? front.size() - rest.size() : 0;
        });
    if (!bytes.ok()) {
      return bytes.status();
    }
    return bytes->empty() ? absl::StatusOr<bool>(false) : Take(*bytes, frames);
  }

  absl::Status Put(absl::Span<const std::vector<uint8_t>> payloads,
                   std::vector<uint8_t>* out) override {
    for (const std::vector<uint8_t>& payload : payloads) {
      const absl::StatusOr<std::vector<uint8_t>> unit = DelimitUnit(payload);
      if (!unit.ok()) {
        return unit.status();
      }
      if (purpose_ == Purpose::kSealing && ReadDelimited(*unit) != payload) {
        return WouldSplitOtherwise();
      }
      AppendBytes(*unit, out);
    }
    return absl::OkStatus();
  }

 private:
  // Take takes the unit `bytes`, behind its size.
  absl::StatusOr<bool> Take(absl::Span<const uint8_t> bytes,
                            std::vector<ContainerFrame>* frames) {
    std::optional<std::vector<uint8_t>> unit = ReadDelimited(bytes);
    if (!unit.has_value()) {
      return ObuStreamError(input_.offset(), "the temporal unit is malformed");
    }
    const absl::StatusOr<std::vector<uint8_t>> copy = DelimitUnit(*unit);
    if (purpose_ != Purpose::kReading &&
        (!copy.ok() || absl::MakeConstSpan(*copy) != bytes)) {
      return ObuStreamError(input_.offset(),
                            "the temporal unit could not be restored byte for "
                            "byte");
    }
    frames->push_back(ObuFrame(*std::move(unit), index_++));
    input_.Skip(bytes.size());
    return true;
  }

  ByteInput& input_;
  const Purpose purpose_;
  size_t index_ = 0;
};

}  // namespace

bool LooksLikeDelimitedObus(absl::Span<const uint8_t> front) {
  // The sizes of the temporal unit and of the frame unit.
  uint64_t within = UINT64_MAX;
  for (int i = 0; i < 2; ++i) {
    const Leb128 size = ReadLeb128(front);
    if (size.size == 0 || size.value > within) {
      return false;
    }
    within = size.value;
    front.remove_prefix(size.size);
  }
  absl::Span<const uint8_t> obu;
  return TakeSized(&front, &obu) && !obu.empty() && obu.size() <= 3 &&
         obu.size() < within && (obu[0] & 0x81) == 0 &&
         ObuType(obu[0]) == kObuTemporalDelimiter;
}

std::unique_ptr<MediaFile> NewDelimitedObuFile(ByteInput& input,
                                               Purpose purpose) {
  return std::make_unique<DelimitedObuFile>(input, purpose);
}

absl::StatusOr<std::vector<uint8_t>> DelimitUnit(
    absl::Span<const uint8_t> unit) {
  const absl::StatusOr<std::vector<std::vector<uint8_t>>> frames =
      FrameUnits(unit);
  if (!frames.ok()) {
    return frames.status();
  }
  std::vector<uint8_t> delimited;
  for (const std::vector<uint8_t>& frame : *frames) {
    AppendObuSize(frame.size(), &delimited);
    AppendBytes(frame, &delimited);
  }
  std::vector<uint8_t> out;
  AppendObuSize(delimited.size(), &out);
  AppendBytes(delimited, &out);
  return out;
}

}  // namespace sealframe
