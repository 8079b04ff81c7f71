// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av/av_output.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavformat/avio.h>
#include <libavformat/version.h>
#include <libavutil/dict.h>
#include <libavutil/mathematics.h>
#include <libavutil/pixfmt.h>
#include <libavutil/version.h>
}

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/av/av_input.h"
#include "sealframe/tools/media/av/av_io.h"

namespace sealframe {
namespace {

// CopySideData copies the data of a stream beside its parameters, such as its
// rotation. Newer versions have it in the parameters.
int CopySideData(const AVStream& in, AVStream* out) {
#if LIBAVFORMAT_VERSION_INT < AV_VERSION_INT(60, 15, 100)
  for (int i = 0; i < in.nb_side_data; ++i) {
    const AVPacketSideData& data = in.side_data[i];
    uint8_t* const copy = av_stream_new_side_data(out, data.type, data.size);
    if (copy == nullptr) {
      return AVERROR(ENOMEM);
    }
    std::copy_n(data.data, data.size, copy);
  }
#else
  static_cast<void>(in);
  static_cast<void>(out);
#endif
  return 0;
}

// CompleteVp9 sets the pixel format, which MP4's muxer requires. Its demuxer
// gives the profile only, and a sealed frame shows nothing else.
void CompleteVp9(AVCodecParameters* stream) {
  if (stream->codec_id == AV_CODEC_ID_VP9 &&
      stream->format == AV_PIX_FMT_NONE) {
    constexpr AVPixelFormat kFormats[] = {
        AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV420P10,
        AV_PIX_FMT_YUV444P10};
    const size_t profile = stream->profile > 0 ? stream->profile & 3 : 0;
    stream->format = kFormats[profile];
  }
}

int CopyStream(const AVStream& in, bool matroska, AVFormatContext* out) {
  AVStream* const stream = avformat_new_stream(out, nullptr);
  if (stream == nullptr) {
    return AVERROR(ENOMEM);
  }
  int result = avcodec_parameters_copy(stream->codecpar, in.codecpar);
  if (result >= 0) {
    result = CopySideData(in, stream);
  }
  if (result >= 0) {
    result = av_dict_copy(&stream->metadata, in.metadata, 0);
  }
  if (matroska) {
    stream->codecpar->codec_tag = 0;
  } else {
    CompleteVp9(stream->codecpar);
  }
  stream->time_base = in.time_base;
  stream->avg_frame_rate = in.avg_frame_rate;
  stream->sample_aspect_ratio = in.sample_aspect_ratio;
  stream->disposition = in.disposition;
  return result;
}

// DelayOf returns the delay that Matroska's demuxer has subtracted from the
// times of a stream's packets in the file.
int64_t DelayOf(const AvInput& input, const AVStream& in, const AVStream& out) {
  const int samples = in.codecpar->initial_padding;
  const int rate = in.codecpar->sample_rate;
  return input.is_matroska() && rate > 0
             ? av_rescale_q(samples, {1, rate}, out.time_base)
             : 0;
}

// CommonTimescale returns ticks per second in which the ticks of all streams
// are whole, if there are few enough.
int64_t CommonTimescale(const AVFormatContext& out) {
  constexpr int64_t kMost = 1 << 24;
  int64_t scale = 1000;
  for (unsigned i = 0; i < out.nb_streams; ++i) {
    const int64_t common =
        std::lcm(scale, int64_t{out.streams[i]->time_base.den});
    scale = common <= kMost ? common : scale;
  }
  return scale;
}

}  // namespace

absl::StatusOr<std::unique_ptr<AvOutput>> AvOutput::Create(const AvInput& input,
                                                           AvTimes times,
                                                           int file) {
  auto output = absl::WrapUnique(new AvOutput(input, times, file));
  const int result = output->WriteHeader();
  return result < 0 ? absl::StatusOr<std::unique_ptr<AvOutput>>(
                          AvError("the file cannot be written", result))
                    : std::move(output);
}

AvOutput::~AvOutput() { avformat_free_context(context_); }

absl::Status AvOutput::Write(const AVPacket& packet,
                             absl::Span<const uint8_t> payload) {
  const int result = CopyPacket(packet, payload);
  return result < 0 ? AvError("the file cannot be written", result)
                    : absl::OkStatus();
}

absl::Status AvOutput::Finish() {
  int result = av_write_trailer(context_);
  avio_flush(sink_.io());
  result = result < 0 ? result : sink_.io()->error;
  return result < 0 ? AvError("the file cannot be written", result)
                    : absl::OkStatus();
}

int AvOutput::WriteHeader() {
  int result = avformat_alloc_output_context2(&context_, nullptr,
                                              input_.format().c_str(), nullptr);
  if (result < 0 || sink_.io() == nullptr) {
    return result < 0 ? result : AVERROR(ENOMEM);
  }
  context_->pb = sink_.io();
  // Packets are written as they are, at the times that they have.
  context_->flags |= AVFMT_FLAG_BITEXACT | AVFMT_FLAG_CUSTOM_IO;
  context_->flags &= ~AVFMT_FLAG_AUTO_BSF;
  context_->avoid_negative_ts = 0;
  const AVFormatContext& from = input_.context();
  result = av_dict_copy(&context_->metadata, from.metadata, 0);
  for (unsigned i = 0; result >= 0 && i < from.nb_streams; ++i) {
    result = CopyStream(*from.streams[i], input_.is_matroska(), context_);
  }
  if (result < 0) {
    return result;
  }
  AVDictionary* options = nullptr;
  // A time code in the tags must not become a stream. MP4 has the time at which
  // a stream starts in units of its own.
  av_dict_set(&options, "write_tmcd", "0", 0);
  av_dict_set_int(&options, "movie_timescale", CommonTimescale(*context_), 0);
  if (times_ == AvTimes::kOther) {
    av_dict_set(&options, "use_editlist", "0", 0);
  }
  result = avformat_write_header(context_, &options);
  av_dict_free(&options);
  return result;
}

int AvOutput::CopyPacket(const AVPacket& packet,
                         absl::Span<const uint8_t> payload) {
  const AvPacketPtr copy(av_packet_alloc());
  if (copy == nullptr) {
    return AVERROR(ENOMEM);
  }
  int result = av_new_packet(copy.get(), static_cast<int>(payload.size()));
  if (result >= 0) {
    result = av_packet_copy_props(copy.get(), &packet);
  }
  if (result < 0) {
    return result;
  }
  std::copy(payload.begin(), payload.end(), copy->data);
  copy->stream_index = packet.stream_index;
  copy->pos = -1;
  const AVStream& from = *input_.context().streams[packet.stream_index];
  const AVStream& to = *context_->streams[packet.stream_index];
  av_packet_rescale_ts(copy.get(), from.time_base, to.time_base);
  if (times_ == AvTimes::kOther) {
    copy->pts += DelayOf(input_, from, to);
    copy->dts += DelayOf(input_, from, to);
  }
  result = av_write_frame(context_, copy.get());
  return result < 0 ? result : sink_.io()->error;
}

}  // namespace sealframe
