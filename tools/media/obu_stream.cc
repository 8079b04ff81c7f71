// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/obu_stream.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/leb128.h"
#include "sealframe/tools/media/key_frame.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/obu_bytes.h"

namespace sealframe {
namespace {

constexpr int kFrameHeader = 3;
constexpr int kTileGroup = 4;
constexpr int kFrame = 6;

absl::Status StreamError(size_t at, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("AV1 OBUs: at byte ", at, ": ", what));
}

void AppendFrame(std::vector<uint8_t> unit,
                 std::vector<ContainerFrame>* frames) {
  const size_t index = frames->size();
  const uint32_t timestamp = static_cast<uint32_t>(index) * kObuTicksPerUnit;
  const bool key_frame = IsKeyFrame(Codec::kAv1, unit);
  frames->push_back({{Codec::kAv1, key_frame, timestamp, index}, unit});
}

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

}  // namespace

bool LooksLikeObuStream(absl::Span<const uint8_t> file) {
  ObuReader reader(file);
  Obu obu;
  return !file.empty() && (file[0] & kObuHasSize) != 0 &&
         reader.Next(&obu) == ObuStep::kObu && obu.payload.empty() &&
         (obu.header[0] & 0x81) == 0 &&
         ObuType(obu.header[0]) == kObuTemporalDelimiter;
}

bool LooksLikeDelimitedObus(absl::Span<const uint8_t> file) {
  absl::Span<const uint8_t> unit;
  absl::Span<const uint8_t> frame;
  absl::Span<const uint8_t> obu;
  return TakeSized(&file, &unit) && TakeSized(&unit, &frame) &&
         TakeSized(&frame, &obu) && !obu.empty() && obu.size() <= 3 &&
         (obu[0] & 0x81) == 0 && ObuType(obu[0]) == kObuTemporalDelimiter;
}

absl::StatusOr<std::vector<ContainerFrame>> ReadObuStream(
    absl::Span<const uint8_t> file) {
  std::vector<ContainerFrame> frames;
  std::vector<uint8_t> unit;
  ObuReader reader(file);
  Obu obu;
  ObuStep step;
  size_t at = 0;
  while ((step = reader.Next(&obu)) == ObuStep::kObu) {
    const uint8_t* const end = obu.payload.data() + obu.payload.size();
    const size_t next = static_cast<size_t>(end - file.data());
    if ((obu.header[0] & kObuHasSize) == 0) {
      return StreamError(at, "an OBU without a size");
    }
    if (ObuType(obu.header[0]) == kObuTemporalDelimiter && at > 0) {
      AppendFrame(std::move(unit), &frames);
      unit.clear();
    }
    AppendBytes(file.subspan(at, next - at), &unit);
    at = next;
  }
  if (step == ObuStep::kMalformed) {
    return StreamError(at, "the file ends in an OBU");
  }
  if (!unit.empty()) {
    AppendFrame(std::move(unit), &frames);
  }
  return frames;
}

absl::StatusOr<std::vector<ContainerFrame>> ReadDelimitedObus(
    absl::Span<const uint8_t> file) {
  std::vector<ContainerFrame> frames;
  absl::Span<const uint8_t> rest = file;
  absl::Span<const uint8_t> unit;
  while (!rest.empty()) {
    const size_t at = file.size() - rest.size();
    std::vector<uint8_t> frame;
    if (!TakeSized(&rest, &unit)) {
      return StreamError(at, "the file ends in a temporal unit");
    }
    if (!AppendDelimited(unit, &frame)) {
      return StreamError(at, "the sizes in the temporal unit are wrong");
    }
    AppendFrame(std::move(frame), &frames);
  }
  return frames;
}

std::vector<uint8_t> WriteObuStream(
    absl::Span<const std::vector<uint8_t>> units) {
  std::vector<uint8_t> out;
  for (const std::vector<uint8_t>& unit : units) {
    AppendBytes(unit, &out);
  }
  return out;
}

absl::StatusOr<std::vector<uint8_t>> WriteDelimitedObus(
    absl::Span<const std::vector<uint8_t>> units) {
  std::vector<uint8_t> out;
  for (const std::vector<uint8_t>& unit : units) {
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
    AppendObuSize(delimited.size(), &out);
    AppendBytes(delimited, &out);
  }
  return out;
}

}  // namespace sealframe
