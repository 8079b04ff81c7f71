// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av_file.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/av_program.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/key_frame.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/packed_frame.h"
#include "sealframe/tools/media/packet_digest.h"
#include "sealframe/tools/media/temporary_file.h"

namespace sealframe {
namespace {

using Arguments = std::vector<std::string>;

// The size of the parts in which the new file is passed on.
constexpr size_t kPartSize = size_t{1} << 20;

// DigestOf returns the digest of the packets of the file `input`. With an
// `output`, it also has them copied to that file.
absl::StatusOr<PacketDigest::Value> DigestOf(const Arguments& arguments,
                                             int input, int output) {
  const absl::StatusOr<std::unique_ptr<AvProgram>> program =
      AvProgram::Start(arguments, input, output);
  if (!program.ok()) {
    return program.status();
  }
  PacketDigest digest;
  ContainerFrame packet;
  for (;;) {
    const absl::StatusOr<bool> more = (*program)->Next(&packet);
    if (!more.ok() || !*more) {
      return more.ok() ? absl::StatusOr<PacketDigest::Value>(digest.value())
                       : more.status();
    }
    digest.Add(packet.info, packet.data);
    if (output < 0) {
      continue;
    }
    if (absl::Status status = (*program)->Answer(packet.data); !status.ok()) {
      return status;
    }
  }
}

// SetKeyFrame sets whether `packet` is a key frame.
absl::Status SetKeyFrame(ContainerFrame* packet) {
  const absl::StatusOr<std::vector<uint8_t>> frame = UnpackFrame(*packet);
  if (!frame.ok()) {
    return frame.status();
  }
  packet->info.key_frame = IsKeyFrame(
      packet->info.codec, packet->length_size > 0 ? *frame : packet->data);
  return absl::OkStatus();
}

class AvFile final : public MediaFile {
 public:
  AvFile(ByteInput& input, Purpose purpose)
      : input_(input), purpose_(purpose) {}

  absl::StatusOr<bool> Next(std::vector<ContainerFrame>* frames) override {
    frames->clear();
    if (program_ == nullptr) {
      if (absl::Status status = Start(); !status.ok()) {
        return status;
      }
    }
    if (!is_written_) {
      ContainerFrame packet;
      const absl::StatusOr<bool> more = program_->Next(&packet);
      if (!more.ok()) {
        return more;
      }
      if (*more) {
        packet_ = packet.info;
        absl::Status status = SetKeyFrame(&packet);
        frames->push_back(std::move(packet));
        return status.ok() ? absl::StatusOr<bool>(true) : status;
      }
      is_written_ = true;
      if (absl::Status status = CheckWritten(); !status.ok()) {
        return status;
      }
    }
    return NextPart();
  }

  absl::Status Put(absl::Span<const std::vector<uint8_t>> payloads,
                   std::vector<uint8_t>* out) override {
    if (is_written_) {
      out->insert(out->end(), part_.begin(), part_.end());
      return absl::OkStatus();
    }
    digest_.Add(packet_, payloads.front());
    return program_->Answer(payloads.front());
  }

 private:
  absl::Status Start() {
    absl::Status status = Spool();
    Arguments arguments = {"read"};
    if (status.ok() && purpose_ != Purpose::kReading) {
      absl::StatusOr<std::unique_ptr<TemporaryFile>> output =
          TemporaryFile::Create();
      if (!output.ok()) {
        return output.status();
      }
      output_ = *std::move(output);
      status = FindTimes(&arguments);
    }
    if (!status.ok()) {
      return status;
    }
    absl::StatusOr<std::unique_ptr<AvProgram>> program =
        AvProgram::Start(arguments, file_, Output());
    if (program.ok()) {
      program_ = *std::move(program);
    }
    return program.status();
  }

  // Spool makes `file_` a file that can seek.
  absl::Status Spool() {
    file_ = input_.file();
    if (file_ >= 0) {
      return absl::OkStatus();
    }
    absl::StatusOr<std::unique_ptr<TemporaryFile>> spool =
        TemporaryFile::CopyOf(input_);
    if (spool.ok()) {
      spool_ = *std::move(spool);
      file_ = spool_->fd();
    }
    return spool.status();
  }

  // FindTimes finds the arguments with which a copy of the file has the same
  // packets at the same times, and returns an error if there are none.
  absl::Status FindTimes(Arguments* arguments) {
    for (const Arguments& tried :
         {Arguments{"write"}, Arguments{"write", "other"}}) {
      const absl::StatusOr<PacketDigest::Value> wanted =
          DigestOf(tried, file_, Output());
      if (!wanted.ok()) {
        return wanted.status();
      }
      const absl::StatusOr<PacketDigest::Value> copied =
          DigestOf({"read"}, Output(), -1);
      if (absl::Status status = output_->Clear(); !status.ok()) {
        return status;
      }
      if (copied.ok() && *copied == *wanted) {
        *arguments = tried;
        return absl::OkStatus();
      }
    }
    return absl::InvalidArgumentError(
        "the packets of the file could not be restored: they change when they "
        "are copied");
  }

  // CheckWritten returns an error unless the sealed file has the packets that
  // were put into it.
  absl::Status CheckWritten() {
    if (purpose_ != Purpose::kSealing) {
      return absl::OkStatus();
    }
    const absl::StatusOr<PacketDigest::Value> found =
        DigestOf({"read"}, Output(), -1);
    return found.ok() && *found == digest_.value() ? absl::OkStatus()
                                                   : WouldSplitOtherwise();
  }

  // NextPart takes the next part of the written file, if there is any.
  absl::StatusOr<bool> NextPart() {
    if (output_ == nullptr) {
      return false;
    }
    part_.resize(kPartSize);
    const absl::StatusOr<size_t> got =
        output_->Read(offset_, absl::MakeSpan(part_));
    if (!got.ok()) {
      return got.status();
    }
    part_.resize(*got);
    offset_ += *got;
    return *got > 0;
  }

  int Output() const { return output_ == nullptr ? -1 : output_->fd(); }

  ByteInput& input_;
  const Purpose purpose_;
  std::unique_ptr<TemporaryFile> spool_;
  int file_ = -1;
  std::unique_ptr<TemporaryFile> output_;  // None if nothing is written.
  std::unique_ptr<AvProgram> program_;
  MediaFrame packet_;
  PacketDigest digest_;  // Covers the packets put into the output.
  bool is_written_ = false;
  uint64_t offset_ = 0;  // The part of the output that was passed on.
  std::vector<uint8_t> part_;
};

}  // namespace

bool LooksLikeAv(absl::Span<const uint8_t> front) {
  constexpr std::array<uint8_t, 4> kEbml = {0x1a, 0x45, 0xdf, 0xa3};
  if (front.size() < 8) {
    return false;
  }
  if (std::equal(kEbml.begin(), kEbml.end(), front.begin())) {
    return true;
  }
  constexpr absl::string_view kBoxes[] = {"ftyp", "styp", "moov", "mdat",
                                          "wide", "free", "skip"};
  const std::string box(front.begin() + 4, front.begin() + 8);
  return std::find(std::begin(kBoxes), std::end(kBoxes), box) !=
         std::end(kBoxes);
}

std::unique_ptr<MediaFile> NewAvFile(ByteInput& input, Purpose purpose) {
  return std::make_unique<AvFile>(input, purpose);
}

}  // namespace sealframe
