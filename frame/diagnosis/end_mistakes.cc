// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/end_mistakes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/formats/ring/livekit_packet_trailer.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {
namespace {

using Bytes = absl::Span<const uint8_t>;

bool AllZero(Bytes bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](uint8_t byte) { return byte == 0; });
}

// CauseOfPadding names the bytes after a frame.
std::string CauseOfPadding(Bytes frame, size_t size) {
  const Bytes padding = frame.last(size);
  if (LiveKitPacketTrailerSize(frame) == size) {
    return "a LiveKit packet trailer was appended to it: cut it off, with "
           "--strip-trailer or the option strip_packet_trailer, as the "
           "sender's track announces";
  }
  if (AllZero(padding)) {
    return "zeros that are not part of the frame were appended to it: pass "
           "the frame's own size";
  }
  if (padding.back() == size) {
    return "RTP padding was appended to it, whose last byte is its size: "
           "remove it before opening the frame";
  }
  return "something was appended to it: remove it before opening the frame";
}

bool TryWithoutLast(const FrameInfo& info, Bytes frame, size_t size,
                    TryFrame attempt) {
  return attempt(info, frame.first(frame.size() - size), [&] {
    return MistakeWords{
        absl::StrCat("without its last ", size, size == 1 ? " byte" : " bytes"),
        CauseOfPadding(frame, size)};
  });
}

// TryWithoutZeros removes the zeros at the end that are more than a padding
// has. The frame itself may end in some.
bool TryWithoutZeros(const FrameInfo& info, Bytes frame, TryFrame attempt) {
  constexpr size_t kMostOwnZeros = 2;
  size_t zeros = 0;
  while (zeros < frame.size() && frame[frame.size() - 1 - zeros] == 0) {
    ++zeros;
  }
  for (size_t own = 0; own <= kMostOwnZeros; ++own) {
    if (zeros > kMaxPadding + own && zeros < frame.size() &&
        TryWithoutLast(info, frame, zeros - own, attempt)) {
      return true;
    }
  }
  return false;
}

// TryWith tries the frame in `whole`, whose last `lost` bytes were restored.
bool TryWith(const FrameInfo& info, Bytes whole, size_t lost,
             TryFrame attempt) {
  return attempt(info, whole, [&] {
    const std::string bytes = lost == 1 ? "byte" : absl::StrCat(lost, " bytes");
    return MistakeWords{
        absl::StrCat("once its last ", bytes, lost == 1 ? " is" : " are",
                     " restored"),
        absl::StrCat("it is cut off at its end, by ", lost,
                     lost == 1 ? " byte" : " bytes",
                     ", somewhere on the way: a packetizer drops zeros at the "
                     "end of a NAL unit, for instance, and a buffer can be too "
                     "small")};
  });
}

// The ends of frames, from the shortest. The key index and the IV's size of
// livekit, videosdk and jframe, whose index is not authenticated; the version
// and magic bytes of getstream; the marker of dave.
constexpr uint8_t kRingEnd[] = {0x0c, 0x00};
constexpr uint8_t kGetStreamEnd[] = {0x01, 0xe2, 0xee, 0xfe, 0xed};
constexpr uint8_t kDaveEnd[] = {0xfa, 0xfa};
constexpr size_t kMostLost = 5;

}  // namespace

bool UndoPadding(const FrameInfo& info, absl::Span<const uint8_t> frame,
                 TryFrame attempt) {
  if (frame.empty()) {
    return false;
  }
  const size_t most = std::min(kMaxPadding, frame.size() - 1);
  const size_t likely[] = {LiveKitPacketTrailerSize(frame), frame.back()};
  for (const size_t size : likely) {
    if (size != 0 && size <= most &&
        TryWithoutLast(info, frame, size, attempt)) {
      return true;
    }
  }
  for (size_t size = 1; size <= most; ++size) {
    if (size != likely[0] && size != likely[1] &&
        TryWithoutLast(info, frame, size, attempt)) {
      return true;
    }
  }
  return TryWithoutZeros(info, frame, attempt);
}

bool UndoCut(const FrameInfo& info, absl::Span<const uint8_t> frame,
             TryFrame attempt) {
  std::vector<uint8_t> whole(frame.begin(), frame.end());
  whole.resize(frame.size() + kMostLost);
  const auto try_end = [&](Bytes end) {
    std::copy(end.begin(), end.end(), whole.data() + frame.size());
    return TryWith(info,
                   absl::MakeConstSpan(whole).first(frame.size() + end.size()),
                   end.size(), attempt);
  };
  for (const Bytes end :
       {Bytes(kRingEnd), Bytes(kDaveEnd), Bytes(kGetStreamEnd)}) {
    for (size_t lost = 1; lost <= end.size(); ++lost) {
      if (try_end(end.last(lost))) {
        return true;
      }
    }
  }
  // dave: the size of the footer before the marker.
  for (unsigned size = 0; size <= 0xff; ++size) {
    const uint8_t lost[] = {static_cast<uint8_t>(size), 0xfa, 0xfa};
    if (try_end(lost)) {
      return true;
    }
  }
  return false;
}

}  // namespace sealframe
