// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/foreign_format.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr absl::string_view kTaken =
    "IVF, Ogg Opus, an Annex B byte stream, AV1 OBUs, MP4 or Matroska";

// FFmpeg's commands that convert a format to one that is taken. The codecs of
// sound files are not.
constexpr absl::string_view kCopy = "ffmpeg -i FILE -c copy FILE.mkv";
constexpr absl::string_view kToOpus = "ffmpeg -i FILE -c:a libopus FILE.ogg";

// A ForeignFormat is a well-known format and the command that converts it.
struct ForeignFormat {
  absl::string_view name;
  absl::string_view command;
};

// A MagicNumber is the bytes at an offset by which a format is recognized.
struct MagicNumber {
  ForeignFormat format;
  size_t offset;
  absl::string_view bytes;
};

// An Ogg file begins with "OggS", so it is not listed: its own reader names
// what is in it.
constexpr MagicNumber kMagicNumbers[] = {
    {{"FLV", kCopy}, 0, "FLV\x01"},
    {{"AVI", kCopy}, 8, "AVI "},
    {{"WAVE", kToOpus}, 8, "WAVE"},
    {{"FLAC", kToOpus}, 0, "fLaC"},
    {{"MP3", kToOpus}, 0, "ID3"},
    {{"ASF", kCopy}, 0, "\x30\x26\xb2\x75"},
    {{"MPEG-PS", kCopy}, 0, {"\0\0\1\xba", 4}},
    {{"AMR", kToOpus}, 0, "#!AMR"},
};

bool Has(absl::Span<const uint8_t> front, const MagicNumber& magic) {
  return front.size() >= magic.offset + magic.bytes.size() &&
         std::equal(magic.bytes.begin(), magic.bytes.end(),
                    front.begin() + magic.offset, [](char c, uint8_t byte) {
                      return static_cast<uint8_t>(c) == byte;
                    });
}

// Its packets of 188 bytes begin with 0x47.
bool IsTransportStream(absl::Span<const uint8_t> front) {
  constexpr size_t kPacket = 188;
  return front.size() > 2 * kPacket && front[0] == 0x47 &&
         front[kPacket] == 0x47 && front[2 * kPacket] == 0x47;
}

ForeignFormat FormatOf(absl::Span<const uint8_t> front) {
  if (IsTransportStream(front)) {
    return {"MPEG-TS", kCopy};
  }
  for (const MagicNumber& magic : kMagicNumbers) {
    if (Has(front, magic)) {
      return magic.format;
    }
  }
  return {};
}

}  // namespace

std::string ForeignFormatText(absl::Span<const uint8_t> front) {
  const ForeignFormat format = FormatOf(front);
  return format.name.empty()
             ? ""
             : absl::StrCat("the file is ", format.name, ": expected ", kTaken,
                            "; convert it first: ", format.command);
}

std::string UnknownFormatText(absl::Span<const uint8_t> front) {
  if (front.empty()) {
    return "the file is empty";
  }
  const std::string text = ForeignFormatText(front);
  return text.empty() ? absl::StrCat("unknown file format: expected ", kTaken)
                      : text;
}

}  // namespace sealframe
