// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Gives the GStreamer plugin what depayloaders make of a sender's packets:
// pieces of frames, AV1 frames whose OBUs have no sizes, and the channels of
// Opus in caps. The first byte selects the function.

#include <gst/gst.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/frame_joiner.h"
#include "sealframe/hooks/gstreamer/key_frame.h"
#include "sealframe/hooks/gstreamer/opus_channels.h"
#include "sealframe/hooks/gstreamer/sized_obu.h"
#include "sealframe/tests/fuzz/check.h"

namespace sealframe::gst {
namespace {

constexpr int kCodecs = 7;

GstBuffer* NewBuffer(absl::string_view bytes) {
  return bytes.empty() ? gst_buffer_new()
                       : gst_buffer_new_memdup(bytes.data(), bytes.size());
}

// Start initializes GStreamer. From then on, any misuse of it is a finding.
bool Start() {
  Check(gst_init_check(nullptr, nullptr, nullptr) != 0);
  g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL);
  return true;
}

// TakeBytes returns the bytes of `buffer`, and frees it.
std::string TakeBytes(GstBuffer* buffer) {
  std::string bytes(gst_buffer_get_size(buffer), '\0');
  gst_buffer_extract(buffer, 0, bytes.data(), bytes.size());
  gst_buffer_unref(buffer);
  return bytes;
}

// The first three bytes alone show whether a sealed frame is a key frame, and
// the answer is the one for a frame in the clear.
void FindKeyFrame(absl::string_view bytes) {
  const auto* const frame = reinterpret_cast<const uint8_t*>(bytes.data());
  for (int i = 0; i < kCodecs; ++i) {
    const auto codec = static_cast<sealframe_codec>(i);
    const auto in_clear = IsKeyFrame(codec, frame, bytes.size());
    const auto sealed = IsSealedKeyFrame(codec, frame, bytes.size());
    Check(sealed ==
          IsSealedKeyFrame(codec, frame, std::min(bytes.size(), size_t{3})));
    Check(!sealed.has_value() || sealed == in_clear);
  }
}

// At most one OBU gets a size, of at most 8 bytes, and nothing changes the
// second time.
void SizeObus(absl::string_view bytes) {
  const std::string sized = TakeBytes(WithSizedObus(NewBuffer(bytes)));
  Check(sized.size() >= bytes.size() && sized.size() <= bytes.size() + 8);
  Check(sized.size() != bytes.size() || sized == bytes);
  Check(TakeBytes(WithSizedObus(NewBuffer(sized))) == sized);
}

// In the input, each piece follows its size and a byte with the timestamp and
// flags of its buffer. No byte of a piece is lost, added or moved.
void JoinPieces(absl::string_view bytes) {
  constexpr const char* kProfiles[] = {"livekit", "dave", "sframe",
                                       "getstream"};
  std::string in;
  std::string out;
  FrameJoiner joiner(kProfiles[bytes.empty() ? 0 : bytes[0] & 3]);
  const auto take = [&] {
    while (GstBuffer* const frame = joiner.Next()) {
      out += TakeBytes(frame);
    }
  };
  while (bytes.size() > 2) {
    const auto how = static_cast<uint8_t>(bytes[1]);
    const absl::string_view piece =
        bytes.substr(2, static_cast<uint8_t>(bytes[0]));
    bytes.remove_prefix(2 + piece.size());
    GstBuffer* const buffer = NewBuffer(piece);
    GST_BUFFER_PTS(buffer) = how / 4 % 4;
    if ((how & 1) != 0) {
      GST_BUFFER_FLAG_SET(buffer, GST_BUFFER_FLAG_MARKER);
    }
    if ((how & 2) != 0) {
      GST_BUFFER_FLAG_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
    }
    in += piece;
    joiner.Add(buffer);
    take();
  }
  joiner.End();
  take();
  Check(in == out);
}

// Channels that were read are written, and read again as the same.
void ReadChannels(absl::string_view bytes) {
  GstStructure* const rtp = gst_structure_new_empty("application/x-rtp");
  for (const char* const name : {"encoding-params", "num_streams",
                                 "coupled_streams", "channel_mapping"}) {
    const size_t end = bytes.find('\n');
    const std::string text(bytes.substr(0, end));
    if (g_utf8_validate(text.data(), static_cast<gssize>(text.size()),
                        nullptr) == 0) {
      break;  // Caps hold no other texts.
    }
    gst_structure_set(rtp, name, G_TYPE_STRING, text.c_str(), nullptr);
    bytes.remove_prefix(end == absl::string_view::npos ? bytes.size()
                                                       : end + 1);
  }
  GstStructure* const opus = gst_structure_new_empty("audio/x-opus");
  if (FromRtpChannels(rtp, opus)) {
    GstStructure* const again = gst_structure_new_empty("application/x-rtp");
    GstStructure* const read = gst_structure_new_empty("audio/x-opus");
    Check(HasChannelMapping(opus) && ToRtpChannels(opus, again) &&
          FromRtpChannels(again, read) && gst_structure_is_equal(opus, read));
    gst_structure_free(again);
    gst_structure_free(read);
  }
  gst_structure_free(opus);
  gst_structure_free(rtp);
}

}  // namespace
}  // namespace sealframe::gst

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const bool is_ready = sealframe::gst::Start();
  if (!is_ready || size == 0) {
    return 0;
  }
  const absl::string_view rest(reinterpret_cast<const char*>(data) + 1,
                               size - 1);
  switch (data[0] % 4) {
    case 0:
      sealframe::gst::FindKeyFrame(rest);
      break;
    case 1:
      sealframe::gst::SizeObus(rest);
      break;
    case 2:
      sealframe::gst::JoinPieces(rest);
      break;
    default:
      sealframe::gst::ReadChannels(rest);
  }
  return 0;
}
