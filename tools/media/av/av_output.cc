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
#include <libavutil/mem.h>
#include <libavutil/pixfmt.h>
#include <libavutil/version.h>
}

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/av/av_input.h"
#include "sealframe/tools/media/av/av_memory.h"

namespace sealframe {
namespace {

// Times is how the muxer is made to store the times that the demuxer returned.
// One of the two ways restores them. In Matroska, versions of the muxer differ
// in whether they add the delay that the demuxer has subtracted; kOther adds it
// here. In MP4, an edit list can state when a stream starts; kOther has none,
// as in most fragmented files.
enum class Times : uint8_t { kUsual, kOther };

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

bool IsMatroska(const AvInput& input) {
  return input.format() == "matroska" || input.format() == "webm";
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
  return IsMatroska(input) && rate > 0
             ? av_rescale_q(samples, {1, rate}, out.time_base)
             : 0;
}

int WritePacket(const AvInput& input, const AVPacket& packet,
                absl::Span<const uint8_t> payload, Times times,
                AVFormatContext* out) {
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
  const AVStream& from = *input.context().streams[packet.stream_index];
  const AVStream& to = *out->streams[packet.stream_index];
  av_packet_rescale_ts(copy.get(), from.time_base, to.time_base);
  if (times == Times::kOther) {
    copy->pts += DelayOf(input, from, to);
    copy->dts += DelayOf(input, from, to);
  }
  return av_write_frame(out, copy.get());
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

int WriteAll(const AvInput& input,
             absl::Span<const absl::Span<const uint8_t>> payloads, Times times,
             AVFormatContext* out) {
  AVDictionary* options = nullptr;
  // A time code in the tags must not become a stream. MP4 has the time at which
  // a stream starts in units of its own.
  av_dict_set(&options, "write_tmcd", "0", 0);
  av_dict_set_int(&options, "movie_timescale", CommonTimescale(*out), 0);
  if (times == Times::kOther) {
    av_dict_set(&options, "use_editlist", "0", 0);
  }
  int result = avformat_write_header(out, &options);
  av_dict_free(&options);
  for (size_t i = 0; result >= 0 && i < payloads.size(); ++i) {
    result = WritePacket(input, *input.packets()[i], payloads[i], times, out);
  }
  if (result >= 0) {
    result = av_write_trailer(out);
  }
  return result < 0 ? result : out->pb->error;
}

absl::StatusOr<std::vector<uint8_t>> WriteOnce(
    const AvInput& input, absl::Span<const absl::Span<const uint8_t>> payloads,
    Times times) {
  AVFormatContext* out = nullptr;
  int result = avformat_alloc_output_context2(&out, nullptr,
                                              input.format().c_str(), nullptr);
  const absl::Cleanup free_context = [&out] { avformat_free_context(out); };
  if (result >= 0) {
    result = avio_open_dyn_buf(&out->pb);
  }
  if (result < 0) {
    return AvError("the file cannot be written", result);
  }
  // Packets are written as they are, at the times that they have.
  out->flags |= AVFMT_FLAG_BITEXACT;
  out->flags &= ~AVFMT_FLAG_AUTO_BSF;
  out->avoid_negative_ts = 0;
  result = av_dict_copy(&out->metadata, input.context().metadata, 0);
  for (unsigned i = 0; result >= 0 && i < input.context().nb_streams; ++i) {
    result = CopyStream(*input.context().streams[i], IsMatroska(input), out);
  }
  if (result >= 0) {
    result = WriteAll(input, payloads, times, out);
  }
  uint8_t* bytes = nullptr;
  const int size = avio_close_dyn_buf(out->pb, &bytes);
  out->pb = nullptr;
  const absl::Cleanup free_bytes = [&bytes] { av_free(bytes); };
  if (result < 0) {
    return AvError("the file cannot be written", result);
  }
  return std::vector<uint8_t>(bytes, bytes + size);
}

// HasTimesOf returns whether the packets of `file` have the times of `input`'s.
bool HasTimesOf(const AvInput& input, absl::Span<const uint8_t> file) {
  const absl::StatusOr<std::unique_ptr<AvInput>> written = AvInput::Read(file);
  return written.ok() &&
         std::equal((*written)->packets().begin(), (*written)->packets().end(),
                    input.packets().begin(), input.packets().end(),
                    [](const AvPacketPtr& a, const AvPacketPtr& b) {
                      return a->pts == b->pts;
                    });
}

}  // namespace

absl::StatusOr<std::vector<uint8_t>> WriteAvFile(
    const AvInput& input,
    absl::Span<const absl::Span<const uint8_t>> payloads) {
  if (payloads.size() != input.packets().size()) {
    return absl::InvalidArgumentError(absl::StrCat(
        payloads.size(), " payloads for ", input.packets().size(), " packets"));
  }
  absl::StatusOr<std::vector<uint8_t>> file =
      WriteOnce(input, payloads, Times::kUsual);
  return file.ok() && HasTimesOf(input, *file)
             ? file
             : WriteOnce(input, payloads, Times::kOther);
}

}  // namespace sealframe
