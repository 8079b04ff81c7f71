// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/ivf.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/key_frame.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

constexpr absl::string_view kSignature = "DKIF";
constexpr size_t kHeaderSize = 32;
constexpr size_t kFrameHeaderSize = 12;
constexpr uint32_t kVideoClock = 90000;

// No recorder writes as many empty frames in a row: they are 18 minutes of 60
// frames a second. A hole in a sparse file looks like them.
constexpr size_t kMaxEmptyFrames = size_t{1} << 16;

uint64_t ReadLittleEndian(absl::Span<const uint8_t> bytes) {
  uint64_t value = 0;
  for (size_t i = bytes.size(); i > 0; --i) {
    value = (value << 8) | bytes[i - 1];
  }
  return value;
}

absl::string_view AsText(absl::Span<const uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

struct Header {
  Codec codec = Codec::kUnknown;
  uint64_t rate = 0;
  uint64_t scale = 0;  // A tick is scale / rate seconds.
};

absl::StatusOr<Header> ReadHeader(absl::Span<const uint8_t> file) {
  if (!LooksLikeIvf(file)) {
    return absl::InvalidArgumentError("IVF: no signature at byte 0");
  }
  if (file.size() < kHeaderSize) {
    return absl::InvalidArgumentError(absl::StrCat(
        "IVF: the file ends in its header, at byte ", file.size()));
  }
  if (ReadLittleEndian(file.subspan(4, 2)) != 0 ||
      ReadLittleEndian(file.subspan(6, 2)) != kHeaderSize) {
    return absl::InvalidArgumentError(
        "IVF: expected version 0 with a header of 32 bytes, at byte 4");
  }
  Header header;
  const absl::string_view name = AsText(file.subspan(8, 4));
  if (name == "VP80") {
    header.codec = Codec::kVp8;
  } else if (name == "VP90") {
    header.codec = Codec::kVp9;
  } else if (name == "AV01") {
    header.codec = Codec::kAv1;
  } else {
    return absl::InvalidArgumentError(
        absl::StrCat("IVF: codec \"", absl::CHexEscape(name),
                     "\" at byte 8 is not VP80, VP90 or AV01"));
  }
  header.rate = ReadLittleEndian(file.subspan(16, 4));
  header.scale = ReadLittleEndian(file.subspan(20, 4));
  if (header.rate == 0 || header.scale == 0) {
    return absl::InvalidArgumentError("IVF: a time base of zero, at byte 16");
  }
  return header;
}

uint32_t ToRtpTime(const Header& header, uint64_t time) {
  const absl::uint128 ticks =
      absl::uint128(time) * (header.scale * kVideoClock) / header.rate;
  return static_cast<uint32_t>(absl::Uint128Low64(ticks));
}

class IvfFile final : public MediaFile {
 public:
  explicit IvfFile(ByteInput& input) : input_(input) {}

  absl::StatusOr<bool> Next(std::vector<ContainerFrame>* frames) override {
    frames->clear();
    if (!has_header_) {
      return TakeHeader();
    }
    const absl::StatusOr<absl::Span<const uint8_t>> front =
        input_.Peek(kFrameHeaderSize);
    if (!front.ok()) {
      return front.status();
    }
    if (front->empty()) {
      return false;
    }
    if (front->size() < kFrameHeaderSize) {
      return TooShort("header", front->size());
    }
    const uint64_t size = ReadLittleEndian(front->first(4));
    const uint64_t time = ReadLittleEndian(front->subspan(4, 8));
    if (size > kMaxPacketSize) {
      return absl::InvalidArgumentError(
          absl::StrCat("IVF: frame ", index_, ", at byte ", input_.offset(),
                       ", has ", size, " bytes, over ", kMaxPacketSize));
    }
    return TakeFrame(static_cast<size_t>(size), time, frames);
  }

  absl::Status Put(absl::Span<const std::vector<uint8_t>> payloads,
                   std::vector<uint8_t>* out) override {
    for (const std::vector<uint8_t>& payload : payloads) {
      for (int shift = 0; shift < 32; shift += 8) {
        out->push_back(static_cast<uint8_t>(payload.size() >> shift));
      }
    }
    out->insert(out->end(), before_.begin(), before_.end());
    for (const std::vector<uint8_t>& payload : payloads) {
      out->insert(out->end(), payload.begin(), payload.end());
    }
    return absl::OkStatus();
  }

 private:
  absl::Status TooShort(absl::string_view part, size_t left) const {
    return absl::InvalidArgumentError(
        absl::StrCat("IVF: the file ends in frame ", index_, "'s ", part,
                     ", at byte ", input_.offset() + left));
  }

  absl::StatusOr<bool> TakeHeader() {
    const absl::StatusOr<absl::Span<const uint8_t>> front =
        input_.Peek(kHeaderSize);
    if (!front.ok()) {
      return front.status();
    }
    const absl::StatusOr<Header> header = ReadHeader(*front);
    if (!header.ok()) {
      return header.status();
    }
    header_ = *header;
    has_header_ = true;
    before_.assign(front->begin(), front->begin() + kHeaderSize);
    input_.Skip(kHeaderSize);
    return true;
  }

  absl::StatusOr<bool> TakeFrame(size_t size, uint64_t time,
                                 std::vector<ContainerFrame>* frames) {
    const absl::StatusOr<absl::Span<const uint8_t>> bytes =
        input_.Peek(kFrameHeaderSize + size);
    if (!bytes.ok()) {
      return bytes.status();
    }
    if (bytes->size() < kFrameHeaderSize + size) {
      return TooShort("data", bytes->size());
    }
    empty_ = size == 0 ? empty_ + 1 : 0;
    if (empty_ > kMaxEmptyFrames) {
      return absl::InvalidArgumentError(
          absl::StrCat("IVF: more than ", kMaxEmptyFrames,
                       " empty frames in a row, up to "
                       "frame ",
                       index_, ", at byte ", input_.offset()));
    }
    before_.assign(bytes->begin() + 4, bytes->begin() + kFrameHeaderSize);
    const auto data = bytes->subspan(kFrameHeaderSize, size);
    frames->push_back({{header_.codec, IsKeyFrame(header_.codec, data),
                        ToRtpTime(header_, time), index_++},
                       {data.begin(), data.end()}});
    input_.Skip(kFrameHeaderSize + size);
    return true;
  }

  ByteInput& input_;
  Header header_;
  bool has_header_ = false;
  size_t index_ = 0;
  size_t empty_ = 0;  // Empty frames since the last other one.
  // The file's header, or the time of the frame, which follows its size.
  std::vector<uint8_t> before_;
};

}  // namespace

bool LooksLikeIvf(absl::Span<const uint8_t> front) {
  return front.size() >= kSignature.size() &&
         AsText(front.first(kSignature.size())) == kSignature;
}

std::unique_ptr<MediaFile> NewIvfFile(ByteInput& input) {
  return std::make_unique<IvfFile>(input);
}

}  // namespace sealframe
