// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/frame_info_flags.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/random.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tools/cli/common_flags.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {
namespace {

// Number32 returns a random number if the flag is not given.
absl::StatusOr<uint32_t> Number32(const Flags& flags, absl::string_view name) {
  uint8_t random[4];
  RandomBytes(absl::MakeSpan(random));
  const absl::StatusOr<uint64_t> number =
      flags.Number(name, LoadBigEndian32(random), UINT32_MAX);
  if (!number.ok()) {
    return number.status();
  }
  return static_cast<uint32_t>(*number);
}

absl::string_view KindName(MediaKind kind) {
  return kind == MediaKind::kAudio ? "audio" : "video";
}

// ReadCodec also sets the kind to that of the codec.
absl::Status ReadCodec(const Flags& flags, FrameInfo* info) {
  if (!flags.Has("codec")) {
    return absl::OkStatus();
  }
  const std::optional<Codec> codec = CodecFromName(flags.Text("codec"));
  if (!codec.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--codec: unknown codec '", flags.Text("codec"),
                     "': use one of opus, vp8, vp9, h264, h265, av1"));
  }
  info->codec = *codec;
  info->kind = codec == Codec::kOpus ? MediaKind::kAudio : MediaKind::kVideo;
  return absl::OkStatus();
}

absl::Status ReadKind(const Flags& flags, FrameInfo* info) {
  const MediaKind of_codec = info->kind;
  const std::string kind = flags.Text("kind", KindName(of_codec));
  if (kind != "audio" && kind != "video") {
    return absl::InvalidArgumentError(
        absl::StrCat("--kind: '", kind, "' is neither audio nor video"));
  }
  info->kind = kind == "audio" ? MediaKind::kAudio : MediaKind::kVideo;
  if (flags.Has("codec") && info->kind != of_codec) {
    return absl::InvalidArgumentError(
        absl::StrCat("--kind: ", CodecName(info->codec), " is ",
                     KindName(of_codec), ", not ", kind));
  }
  info->key_frame = flags.Has("key-frame");
  if (info->key_frame && info->kind == MediaKind::kAudio) {
    return absl::InvalidArgumentError(
        "--key-frame: audio has none; use --kind video");
  }
  return absl::OkStatus();
}

absl::Status ReadMetadata(const Flags& flags, absl::string_view profile,
                          std::vector<uint8_t>* metadata) {
  const ProfileEntry* const entry = FindProfile(profile);
  if (flags.Has("metadata") && entry != nullptr && !entry->takes_metadata) {
    return absl::InvalidArgumentError(
        absl::StrCat("--metadata means nothing to the profile ", profile,
                     ": it is for sframe"));
  }
  absl::StatusOr<std::vector<uint8_t>> bytes = flags.Bytes("metadata");
  if (bytes.ok() && bytes->size() > kMaxMetadataSize) {
    return absl::InvalidArgumentError(
        absl::StrCat("--metadata: ", bytes->size(), " bytes; use at most ",
                     kMaxMetadataSize));
  }
  if (bytes.ok()) {
    *metadata = *std::move(bytes);
  }
  return bytes.status();
}

}  // namespace

FlagSpec SsrcFlag() {
  return {.name = "ssrc",
          .value = "N",
          .help = "SSRC of the stream; random by default"};
}

absl::StatusOr<uint32_t> ReadSsrc(const Flags& flags) {
  return Number32(flags, "ssrc");
}

std::vector<FlagSpec> FrameInfoFlags(absl::string_view kind_help) {
  return {
      {.name = "kind",
       .value = "audio|video",
       .help = std::string(kind_help),
       .choices = {"audio", "video"}},
      {.name = "codec",
       .value = "NAME",
       .help = "opus, vp8, vp9, h264, h265 or av1",
       .choices = {"opus", "vp8", "vp9", "h264", "h265", "av1"}},
      {.name = "key-frame", .value = "", .help = "the frame is a key frame"},
      SsrcFlag(),
      {.name = "timestamp",
       .value = "N",
       .help = "RTP timestamp; random by default"},
      MetadataFlag(),
  };
}

absl::StatusOr<FrameInfo> ReadFrameInfo(const Flags& flags,
                                        absl::string_view profile,
                                        std::vector<uint8_t>* metadata) {
  FrameInfo info;
  if (absl::Status status = ReadCodec(flags, &info); !status.ok()) {
    return status;
  }
  if (absl::Status status = ReadKind(flags, &info); !status.ok()) {
    return status;
  }
  if (absl::Status status = ReadMetadata(flags, profile, metadata);
      !status.ok()) {
    return status;
  }
  info.metadata = *metadata;
  const absl::StatusOr<uint32_t> ssrc = ReadSsrc(flags);
  if (!ssrc.ok()) {
    return ssrc.status();
  }
  const absl::StatusOr<uint32_t> timestamp = Number32(flags, "timestamp");
  if (!timestamp.ok()) {
    return timestamp.status();
  }
  info.ssrc = *ssrc;
  info.rtp_timestamp = *timestamp;
  return info;
}

}  // namespace sealframe
