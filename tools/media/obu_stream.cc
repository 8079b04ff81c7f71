// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/obu_stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/obu_bytes.h"
#include "sealframe/tools/media/obu_unit.h"
#include "sealframe/tools/media/peek_unit.h"

namespace sealframe {
namespace {

// UnitSize returns the size of the temporal unit that `bytes`, a part of a
// stream, start with. It ends at the next temporal delimiter or, if the stream
// `ends` there, at the end of `bytes`. Zero if `bytes` end inside it.
absl::StatusOr<size_t> UnitSize(absl::Span<const uint8_t> bytes, bool ends,
                                uint64_t offset) {
  ObuReader reader(bytes);
  Obu obu;
  ObuStep step;
  size_t at = 0;
  while ((step = reader.Next(&obu)) == ObuStep::kObu) {
    if ((obu.header[0] & kObuHasSize) == 0) {
      return ObuStreamError(offset + at, "an OBU without a size");
    }
    if (at > 0 && ObuType(obu.header[0]) == kObuTemporalDelimiter) {
      return at;
    }
    at = static_cast<size_t>(obu.payload.data() + obu.payload.size() -
                             bytes.data());
  }
  if (ends && step == ObuStep::kMalformed) {
    return ObuStreamError(offset + at, "the file ends in an OBU");
  }
  return ends ? at : 0;
}

class ObuStreamFile final : public MediaFile {
 public:
  ObuStreamFile(ByteInput& input, Purpose purpose)
      : input_(input), purpose_(purpose) {}

  absl::StatusOr<bool> Next(std::vector<ContainerFrame>* frames) override {
    frames->clear();
    const absl::StatusOr<absl::Span<const uint8_t>> unit =
        PeekUnit(input_, [this](absl::Span<const uint8_t> bytes, bool ends) {
          return UnitSize(bytes, ends, input_.offset());
        });
    if (!unit.ok()) {
      return unit.status();
    }
    if (unit->empty()) {
      return false;
    }
    frames->push_back(ObuFrame({unit->begin(), unit->end()}, index_++));
    input_.Skip(unit->size());
    return true;
  }

  absl::Status Put(absl::Span<const std::vector<uint8_t>> payloads,
                   std::vector<uint8_t>* out) override {
    for (const std::vector<uint8_t>& unit : payloads) {
      const absl::StatusOr<size_t> size = UnitSize(unit, true, 0);
      if (purpose_ == Purpose::kSealing &&
          (!LooksLikeObuStream(unit) || !size.ok() || *size != unit.size())) {
        return WouldSplitOtherwise();
      }
      AppendBytes(unit, out);
    }
    return absl::OkStatus();
  }

 private:
  ByteInput& input_;
  const Purpose purpose_;
  size_t index_ = 0;
};

}  // namespace

bool LooksLikeObuStream(absl::Span<const uint8_t> front) {
  ObuReader reader(front);
  Obu obu;
  return !front.empty() && (front[0] & kObuHasSize) != 0 &&
         reader.Next(&obu) == ObuStep::kObu && obu.payload.empty() &&
         (obu.header[0] & 0x81) == 0 &&
         ObuType(obu.header[0]) == kObuTemporalDelimiter;
}

std::unique_ptr<MediaFile> NewObuStreamFile(ByteInput& input, Purpose purpose) {
  return std::make_unique<ObuStreamFile>(input, purpose);
}

}  // namespace sealframe
