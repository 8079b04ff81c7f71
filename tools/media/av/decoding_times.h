// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Decoding times for the packets of a file that has none, such as Matroska:
// muxers need them. No packet is decoded after it is presented.
//
// Thread-safety: none. It keeps eight bytes for each packet.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_DECODING_TIMES_H_
#define SEALFRAME_TOOLS_MEDIA_AV_DECODING_TIMES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct AVPacket;

namespace sealframe {

class DecodingTimes {
 public:
  // Read reads all packets of the file with the descriptor `file`, and returns
  // errors as AvInput does.
  static absl::StatusOr<DecodingTimes> Read(int file);

  // Set sets the times of the file's next packet.
  void Set(AVPacket* packet);

 private:
  struct Stream {
    bool has_times = true;  // Whether all packets have decoding times.
    std::vector<int64_t> presented = {};
    int64_t delay = 0;  // From decoding to presentation, at most.
    size_t next = 0;
  };

  static void Sort(Stream* stream);

  std::vector<Stream> streams_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_DECODING_TIMES_H_
