// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Reads MP4 and Matroska (WebM) files through libavformat (FFmpeg 5.1 or
// later): their streams, and their packets as the file holds them, unparsed.
//
// A file is refused unless all its contents can be sealed or kept: each stream
// must be VP8, VP9, AV1, H.264, H.265 or Opus. Streams of other kinds, such as
// subtitles, would remain readable in a sealed file, or be lost.
//
// libavformat keeps an index with some tens of bytes for each packet, and one
// packet.
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
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/av/av_io.h"
#include "sealframe/tools/media/media_frame.h"

struct AVFormatContext;
struct AVStream;

namespace sealframe {

class AvInput {
 public:
  // Open opens the file with the descriptor `file`, which may be hostile and
  // must outlive the result. InvalidArgument if the file is damaged, ends too
  // early or has something that cannot be sealed.
  static absl::StatusOr<std::unique_ptr<AvInput>> Open(int file);

  ~AvInput();
  AvInput(const AvInput&) = delete;
  AvInput& operator=(const AvInput&) = delete;

  // format returns libavformat's name of the muxer that writes such a file.
  const std::string& format() const { return format_; }
  bool is_matroska() const;

  const AVFormatContext& context() const { return *context_; }

  // Next returns the next packet of the file, or null at its end. Errors are
  // those of Open.
  absl::StatusOr<AvPacketPtr> Next();

  // FrameOf returns a copy of `packet` with its metadata, except `key_frame`
  // and `index`.
  ContainerFrame FrameOf(const AVPacket& packet) const;

 private:
  explicit AvInput(int file) : source_(file, AvIo::Use::kReading) {}

  absl::Status OpenFile(int file);
  absl::Status CheckStreams();
  absl::Status CheckAllStreamsHavePackets() const;
  absl::Status CheckPacket(const AVPacket& packet) const;

  AvIo source_;
  AVFormatContext* context_ = nullptr;
  std::string format_;
  std::vector<Codec> codecs_;         // One for each stream.
  std::vector<size_t> length_sizes_;  // Likewise, of NAL units, or zero.
  std::vector<bool> has_packets_;     // Likewise.
  size_t count_ = 0;                  // Packets so far.
};

// TimeOf returns when `packet` is presented, in ticks of its stream.
int64_t TimeOf(const AVPacket& packet);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_AV_INPUT_H_
