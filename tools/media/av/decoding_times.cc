// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av/decoding_times.h"

extern "C" {
#include <libavcodec/packet.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
}

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/tools/media/av/av_input.h"
#include "sealframe/tools/media/av/av_io.h"

namespace sealframe {

absl::StatusOr<DecodingTimes> DecodingTimes::Read(int file) {
  const absl::StatusOr<std::unique_ptr<AvInput>> input = AvInput::Open(file);
  if (!input.ok()) {
    return input.status();
  }
  DecodingTimes times;
  times.streams_.resize((*input)->context().nb_streams);
  for (;;) {
    const absl::StatusOr<AvPacketPtr> packet = (*input)->Next();
    if (!packet.ok()) {
      return packet.status();
    }
    if (*packet == nullptr) {
      break;
    }
    Stream& stream =
        times.streams_[static_cast<size_t>((*packet)->stream_index)];
    stream.presented.push_back(TimeOf(**packet));
    stream.has_times = stream.has_times && (*packet)->dts != AV_NOPTS_VALUE;
  }
  for (Stream& stream : times.streams_) {
    Sort(&stream);
  }
  return times;
}

void DecodingTimes::Sort(Stream* stream) {
  const std::vector<int64_t> in_order = stream->presented;
  std::sort(stream->presented.begin(), stream->presented.end());
  for (size_t i = 0; i < in_order.size(); ++i) {
    stream->delay = std::max(stream->delay, stream->presented[i] - in_order[i]);
  }
}

void DecodingTimes::Set(AVPacket* packet) {
  const auto index = static_cast<size_t>(packet->stream_index);
  Stream& stream = streams_[index];
  if (stream.has_times || stream.next == stream.presented.size()) {
    return;
  }
  packet->pts = TimeOf(*packet);
  packet->dts = stream.presented[stream.next++] - stream.delay;
}

}  // namespace sealframe
