// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Reads MP4 and Matroska (WebM) files through libavformat (FFmpeg 5.1 or
// later): their streams, and their packets as the file holds them, unparsed.
//
// A file is refused unless all its contents can be sealed or kept: each stream
// must be VP8, VP9, AV1, H.264, H.265 or Opus. Streams of other kinds, such as
// subtitles, would remain readable in a sealed file, or be lost.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_AV_INPUT_H_
#define SEALFRAME_TOOLS_MEDIA_AV_AV_INPUT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/av/av_memory.h"
#include "sealframe/tools/media/media_frame.h"

struct AVFormatContext;
struct AVStream;

namespace sealframe {

class AvInput {
 public:
  // Read reads `file`, which may be hostile and must outlive the result. It
  // returns InvalidArgument if the file is damaged, ends too early or has
  // something that cannot be sealed.
  static absl::StatusOr<std::unique_ptr<AvInput>> Read(
      absl::Span<const uint8_t> file);

  ~AvInput();
  AvInput(const AvInput&) = delete;
  AvInput& operator=(const AvInput&) = delete;

  // format returns libavformat's name of the muxer that writes such a file.
  const std::string& format() const { return format_; }

  const AVFormatContext& context() const { return *context_; }

  // packets returns all packets in the order of the file. In Matroska, which
  // has no decoding times, they are made up such that no packet is decoded
  // after it is presented.
  const std::vector<AvPacketPtr>& packets() const { return packets_; }

  // Frames returns copies of the packets with their metadata.
  std::vector<ContainerFrame> Frames() const;

 private:
  explicit AvInput(absl::Span<const uint8_t> file)
      : file_(file), source_(file) {}

  absl::Status Open();
  absl::Status CheckStreams();
  absl::Status ReadPackets();
  absl::Status CheckAllStreamsHavePackets() const;
  absl::Status CheckPacket(const AVPacket& packet) const;
  void MakeDecodingTimes();

  const absl::Span<const uint8_t> file_;
  AvSource source_;
  AVFormatContext* context_ = nullptr;
  std::string format_;
  std::vector<Codec> codecs_;         // One for each stream.
  std::vector<size_t> length_sizes_;  // Likewise, of NAL units, or zero.
  std::vector<AvPacketPtr> packets_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_AV_INPUT_H_
