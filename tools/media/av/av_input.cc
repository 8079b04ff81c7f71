// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av/av_input.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/dict.h>
#include <libavutil/mathematics.h>
#include <libavutil/mem.h>
}

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/av/av_io.h"
#include "sealframe/tools/media/av/matroska_end.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

constexpr AVRational kVideoClock = {1, 90000};
constexpr AVRational kOpusClock = {1, 48000};

// The first bytes of a Matroska file, which name its kind, and those in which
// its own size is looked for.
constexpr size_t kMatroskaHeader = 64;
constexpr size_t kMatroskaFront = 4096;

// No single allocation of libavformat is larger: the index of a stream with a
// day of Opus is smaller.
constexpr size_t kMaxAllocation = size_t{512} << 20;

bool IsMatroska(absl::Span<const uint8_t> file) {
  constexpr std::array<uint8_t, 4> kEbml = {0x1a, 0x45, 0xdf, 0xa3};
  return file.size() >= kEbml.size() &&
         std::equal(kEbml.begin(), kEbml.end(), file.begin());
}

bool IsWebM(absl::Span<const uint8_t> file) {
  const auto head = file.first(std::min(file.size(), kMatroskaHeader));
  constexpr absl::string_view kName = "webm";
  return std::search(head.begin(), head.end(), kName.begin(), kName.end()) !=
         head.end();
}

Codec CodecOf(const AVCodecParameters& stream) {
  switch (stream.codec_id) {
    case AV_CODEC_ID_OPUS:
      return Codec::kOpus;
    case AV_CODEC_ID_VP8:
      return Codec::kVp8;
    case AV_CODEC_ID_VP9:
      return Codec::kVp9;
    case AV_CODEC_ID_AV1:
      return Codec::kAv1;
    case AV_CODEC_ID_H264:
      return Codec::kH264;
    case AV_CODEC_ID_HEVC:
      return Codec::kH265;
    default:
      return Codec::kUnknown;
  }
}

// LengthSize returns the size of the sizes of NAL units, from an avcC or hvcC
// box, or zero if the stream has start codes instead.
size_t LengthSize(Codec codec, const AVCodecParameters& stream) {
  const absl::Span<const uint8_t> box(
      stream.extradata, static_cast<size_t>(stream.extradata_size));
  if (codec == Codec::kH264 && box.size() > 4 && box[0] == 1) {
    return (box[4] & 3u) + 1;
  }
  if (codec == Codec::kH265 && box.size() > 21 && box[0] == 1) {
    return (box[21] & 3u) + 1;
  }
  return 0;
}

absl::Status Refuse(absl::string_view what, absl::string_view remedy) {
  return absl::InvalidArgumentError(absl::StrCat(what, "; ", remedy));
}

// Front returns the first bytes of a file.
std::vector<uint8_t> Front(int file) {
  std::vector<uint8_t> front(kMatroskaFront);
  const ssize_t got = pread(file, front.data(), front.size(), 0);
  front.resize(static_cast<size_t>(std::max<ssize_t>(got, 0)));
  return front;
}

}  // namespace

int64_t TimeOf(const AVPacket& packet) {
  return packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
}

absl::StatusOr<std::unique_ptr<AvInput>> AvInput::Open(int file) {
  av_max_alloc(kMaxAllocation);
  CollectAvErrors();
  auto input = absl::WrapUnique(new AvInput(file));
  absl::Status status = input->OpenFile(file);
  if (status.ok()) {
    status = input->CheckStreams();
  }
  return status.ok()
             ? absl::StatusOr<std::unique_ptr<AvInput>>(std::move(input))
             : status;
}

AvInput::~AvInput() { avformat_close_input(&context_); }

bool AvInput::is_matroska() const {
  return format_ == "matroska" || format_ == "webm";
}

absl::StatusOr<AvPacketPtr> AvInput::Next() {
  AvPacketPtr packet(av_packet_alloc());
  if (packet == nullptr) {
    return absl::ResourceExhaustedError("no memory to read the file");
  }
  CollectAvErrors();
  const int result = av_read_frame(context_, packet.get());
  if (source_.is_lost()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the file is damaged after packet ", count_, ": the next ",
                     AvIo::kMaxUnused >> 20, " MiB have no packet"));
  }
  // A demuxer may log damage and go on, or call it the file's end.
  if (!FirstAvError().empty() || (result < 0 && result != AVERROR_EOF)) {
    return AvError(absl::StrCat("the file is damaged after packet ", count_),
                   result);
  }
  absl::Status status = result == AVERROR_EOF ? CheckAllStreamsHavePackets()
                                              : CheckPacket(*packet);
  if (!status.ok()) {
    return status;
  }
  if (result == AVERROR_EOF) {
    return AvPacketPtr();
  }
  source_.NoteUse();
  has_packets_[static_cast<size_t>(packet->stream_index)] = true;
  ++count_;
  return packet;
}

ContainerFrame AvInput::FrameOf(const AVPacket& packet) const {
  const auto stream = static_cast<size_t>(packet.stream_index);
  const Codec codec = codecs_[stream];
  const int64_t time =
      av_rescale_q(TimeOf(packet), context_->streams[stream]->time_base,
                   codec == Codec::kOpus ? kOpusClock : kVideoClock);
  ContainerFrame frame;
  frame.info.codec = codec;
  frame.info.timestamp = static_cast<uint32_t>(time);
  frame.info.stream = static_cast<uint32_t>(stream);
  frame.data.assign(packet.data, packet.data + packet.size);
  frame.length_size = length_sizes_[stream];
  return frame;
}

absl::Status AvInput::OpenFile(int file) {
  const std::vector<uint8_t> front = Front(file);
  const bool matroska = IsMatroska(front);
  if (MatroskaEnd(front).value_or(0) > source_.size()) {
    return absl::InvalidArgumentError("the file ends too early");
  }
  format_ = IsWebM(front) ? "webm" : "matroska";
  context_ = avformat_alloc_context();
  if (context_ == nullptr || source_.io() == nullptr) {
    return absl::ResourceExhaustedError("no memory to read the file");
  }
  context_->pb = source_.io();
  context_->flags |=
      AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_NOPARSE | AVFMT_FLAG_NOFILLIN;
  AVDictionary* options = nullptr;
  // No file may name another one.
  av_dict_set(&options, "protocol_whitelist", "none", 0);
  // On failure, the context is freed and the pointer null.
  const int result = avformat_open_input(
      &context_, nullptr, av_find_input_format(matroska ? "matroska" : "mov"),
      &options);
  av_dict_free(&options);
  if (result < 0 || !FirstAvError().empty()) {
    return AvError("the file cannot be read", result);
  }
  if (!matroska) {
    const AVDictionaryEntry* const brand =
        av_dict_get(context_->metadata, "major_brand", nullptr, 0);
    const bool quicktime =
        brand != nullptr && absl::StartsWith(brand->value, "qt");
    format_ = quicktime ? "mov" : "mp4";
  }
  return absl::OkStatus();
}

absl::Status AvInput::CheckStreams() {
  if (context_->nb_chapters > 0) {
    return Refuse("the file has chapters, which would be lost",
                  "remove them first, as with ffmpeg's -map_chapters -1");
  }
  for (unsigned i = 0; i < context_->nb_streams; ++i) {
    const AVCodecParameters& stream = *context_->streams[i]->codecpar;
    const Codec codec = CodecOf(stream);
    if (codec == Codec::kUnknown) {
      const std::string kind = avcodec_get_name(stream.codec_id);
      return Refuse(
          absl::StrCat("stream ", i, " is ", kind,
                       ", not VP8, VP9, AV1, H.264, H.265 or Opus"),
          absl::StrCat("convert or remove it first, as with ffmpeg's ",
                       stream.codec_type == AVMEDIA_TYPE_AUDIO
                           ? "-c:v copy -c:a libopus"
                           : absl::StrCat("-map 0 -map -0:", i, " -c copy")));
    }
    codecs_.push_back(codec);
    length_sizes_.push_back(LengthSize(codec, stream));
  }
  has_packets_.resize(codecs_.size());
  return codecs_.empty() ? absl::InvalidArgumentError("the file has no streams")
                         : absl::OkStatus();
}

absl::Status AvInput::CheckAllStreamsHavePackets() const {
  const auto empty = std::find(has_packets_.begin(), has_packets_.end(), false);
  return empty == has_packets_.end()
             ? absl::OkStatus()
             : Refuse(absl::StrCat("stream ", empty - has_packets_.begin(),
                                   " is empty"),
                      "a part of a file cannot be sealed without the rest");
}

absl::Status AvInput::CheckPacket(const AVPacket& packet) const {
  const std::string name = absl::StrCat("packet ", count_);
  if (static_cast<size_t>(packet.stream_index) >= codecs_.size()) {
    return Refuse(absl::StrCat(name, " is of a stream that starts late"),
                  "copy the file first, as with ffmpeg's -c copy");
  }
  if ((packet.flags & AV_PKT_FLAG_CORRUPT) != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, " is cut off: the file ends too early"));
  }
  if (static_cast<size_t>(packet.size) > kMaxPacketSize) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, " has ", packet.size, " bytes, over ", kMaxPacketSize));
  }
  if (TimeOf(packet) == AV_NOPTS_VALUE) {
    return Refuse(absl::StrCat(name, " has no time"),
                  "copy the file first, as with ffmpeg's -c copy");
  }
  for (int i = 0; i < packet.side_data_elems; ++i) {
    const AVPacketSideDataType type = packet.side_data[i].type;
    if (type != AV_PKT_DATA_SKIP_SAMPLES && type != AV_PKT_DATA_PRFT) {
      return Refuse(absl::StrCat(name, " has ", av_packet_side_data_name(type),
                                 ", which cannot be sealed"),
                    "transparency and changes of parameters are not supported; "
                    "remove transparency with ffmpeg's -pix_fmt yuv420p");
    }
  }
  return absl::OkStatus();
}

}  // namespace sealframe
