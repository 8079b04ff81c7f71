// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/ogg_opus.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/ogg_layout.h"
#include "sealframe/tools/media/ogg_writer.h"

namespace sealframe {
namespace {

class OggOpusFile final : public MediaFile {
 public:
  OggOpusFile(ByteInput& input, Purpose purpose)
      : reader_(input), purpose_(purpose) {}

  absl::StatusOr<bool> Next(std::vector<ContainerFrame>* frames) override {
    frames->clear();
    const absl::StatusOr<bool> more = reader_.Next(&part_);
    if (!more.ok()) {
      return more;
    }
    if (!*more) {
      return uncopied_.empty() ? absl::StatusOr<bool>(false) : NotRestored();
    }
    if (absl::Status status = CheckCopy(); !status.ok()) {
      return status;
    }
    for (size_t i = 0; i < part_.packets.size(); ++i) {
      const uint64_t time = part_.time + i * part_.step;
      frames->push_back(
          {{Codec::kOpus, false, static_cast<uint32_t>(time), index_++},
           std::move(part_.packets[i])});
    }
    part_.packets.clear();
    return true;
  }

  absl::Status Put(absl::Span<const std::vector<uint8_t>> payloads,
                   std::vector<uint8_t>* out) override {
    return writer_.Add(part_, payloads, out);
  }

 private:
  // CheckCopy returns an error unless the writer restores the file from its own
  // packets, as far as the copy has come.
  absl::Status CheckCopy() {
    if (purpose_ == Purpose::kReading) {
      return absl::OkStatus();
    }
    uncopied_.insert(uncopied_.end(), part_.bytes.begin(), part_.bytes.end());
    std::vector<uint8_t> copy;
    if (absl::Status status = copier_.Add(part_, part_.packets, &copy);
        !status.ok()) {
      return status;
    }
    const auto differs = std::mismatch(copy.begin(), copy.end(),
                                       uncopied_.begin(), uncopied_.end());
    const auto same = differs.first - copy.begin();
    copied_ += static_cast<uint64_t>(same);
    uncopied_.erase(uncopied_.begin(), uncopied_.begin() + same);
    return differs.first == copy.end() ? absl::OkStatus() : NotRestored();
  }

  absl::Status NotRestored() const {
    return absl::InvalidArgumentError(
        absl::StrCat("the file could not be restored byte for byte: rewriting "
                     "it would change byte ",
                     copied_));
  }

  OggLayoutReader reader_;
  const Purpose purpose_;
  OggPart part_;
  OggWriter writer_;
  OggWriter copier_;
  std::vector<uint8_t> uncopied_;  // Bytes that the copy has not reached.
  uint64_t copied_ = 0;
  size_t index_ = 0;
};

}  // namespace

std::unique_ptr<MediaFile> NewOggOpusFile(ByteInput& input, Purpose purpose) {
  return std::make_unique<OggOpusFile>(input, purpose);
}

}  // namespace sealframe
