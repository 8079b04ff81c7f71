// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/ivf.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
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
#include "sealframe/tools/media/key_frame.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

constexpr absl::string_view kSignature = "DKIF";
constexpr size_t kHeaderSize = 32;
constexpr size_t kFrameHeaderSize = 12;
constexpr uint32_t kVideoClock = 90000;

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

absl::Status TooShort(size_t index, size_t at, absl::string_view part) {
  return absl::InvalidArgumentError(absl::StrCat(
      "IVF: the file ends in frame ", index, "'s ", part, ", at byte ", at));
}

}  // namespace

bool LooksLikeIvf(absl::Span<const uint8_t> file) {
  return file.size() >= kSignature.size() &&
         AsText(file.first(kSignature.size())) == kSignature;
}

absl::StatusOr<std::vector<ContainerFrame>> ReadIvf(
    absl::Span<const uint8_t> file) {
  const absl::StatusOr<Header> header = ReadHeader(file);
  if (!header.ok()) {
    return header.status();
  }
  std::vector<ContainerFrame> frames;
  for (size_t at = kHeaderSize; at < file.size();) {
    if (file.size() - at < kFrameHeaderSize) {
      return TooShort(frames.size(), file.size(), "header");
    }
    const uint64_t size = ReadLittleEndian(file.subspan(at, 4));
    const uint64_t time = ReadLittleEndian(file.subspan(at + 4, 8));
    at += kFrameHeaderSize;
    if (file.size() - at < size) {
      return TooShort(frames.size(), file.size(), "data");
    }
    const auto data = file.subspan(at, static_cast<size_t>(size));
    frames.push_back({{header->codec, IsKeyFrame(header->codec, data),
                       ToRtpTime(*header, time), frames.size()},
                      {data.begin(), data.end()}});
    at += data.size();
  }
  return frames;
}

absl::StatusOr<std::vector<uint8_t>> WriteIvf(
    absl::Span<const uint8_t> file,
    absl::Span<const std::vector<uint8_t>> payloads) {
  const absl::StatusOr<std::vector<ContainerFrame>> frames = ReadIvf(file);
  if (!frames.ok()) {
    return frames.status();
  }
  if (frames->size() != payloads.size()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "IVF: ", payloads.size(), " payloads for ", frames->size(), " frames"));
  }
  std::vector<uint8_t> out(file.begin(), file.begin() + kHeaderSize);
  absl::Span<const uint8_t> rest = file.subspan(kHeaderSize);
  for (size_t i = 0; i < payloads.size(); ++i) {
    const std::vector<uint8_t>& payload = payloads[i];
    if (payload.size() > std::numeric_limits<uint32_t>::max()) {
      return absl::InvalidArgumentError(
          absl::StrCat("IVF: frame ", i, " has 4 GiB or more"));
    }
    for (int shift = 0; shift < 32; shift += 8) {
      out.push_back(static_cast<uint8_t>(payload.size() >> shift));
    }
    out.insert(out.end(), rest.begin() + 4, rest.begin() + kFrameHeaderSize);
    out.insert(out.end(), payload.begin(), payload.end());
    rest.remove_prefix(kFrameHeaderSize + (*frames)[i].data.size());
  }
  return out;
}

}  // namespace sealframe
