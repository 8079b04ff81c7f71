// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/front_mistakes.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {
namespace {

using Bytes = absl::Span<const uint8_t>;

constexpr size_t kRtpHeaderSize = 12;
constexpr size_t kExtensionHeaderSize = 4;
constexpr size_t kMaxRedBlocks = 32;

size_t Word16(Bytes bytes, size_t at) {
  return size_t{bytes[at]} << 8 | bytes[at + 1];
}

// RtpHeaderSize returns the size of the RTP header at the front of `packet`,
// with its CSRCs and extension, or zero if there is none.
size_t RtpHeaderSize(Bytes packet) {
  if (packet.size() < kRtpHeaderSize || packet[0] >> 6 != 2) {
    return 0;
  }
  size_t size = kRtpHeaderSize + 4 * size_t{packet[0] & 0x0fu};
  if ((packet[0] & 0x10) != 0) {
    if (packet.size() < size + kExtensionHeaderSize) {
      return 0;
    }
    size += kExtensionHeaderSize + 4 * Word16(packet, size + 2);
  }
  return size <= packet.size() ? size : 0;
}

// Vp8DescriptorSize reads the descriptor of RFC 7741, Section 4.2. The readers
// of descriptors take one byte or more, and return zero if `bytes` ends inside.
size_t Vp8DescriptorSize(Bytes bytes) {
  size_t size = 1;
  if ((bytes[0] & 0x80) != 0) {
    if (bytes.size() < 2) {
      return 0;
    }
    const uint8_t extension = bytes[1];
    size = 2;
    if ((extension & 0x80) != 0) {
      size += bytes.size() > 2 && (bytes[2] & 0x80) != 0 ? 2 : 1;
    }
    size += (extension & 0x40) != 0 ? 1 : 0;
    size += (extension & 0x30) != 0 ? 1 : 0;
  }
  return size <= bytes.size() ? size : 0;
}

// Vp9DescriptorSize reads the descriptor of RFC 9628, Section 4.2, without a
// scalability structure, whose size the search finds.
size_t Vp9DescriptorSize(Bytes bytes) {
  const uint8_t first = bytes[0];
  const bool flexible = (first & 0x10) != 0;
  size_t size = 1;
  if ((first & 0x80) != 0) {
    size += bytes.size() > 1 && (bytes[1] & 0x80) != 0 ? 2 : 1;
  }
  if ((first & 0x20) != 0) {
    size += flexible ? 1 : 2;
  }
  if (flexible && (first & 0x40) != 0) {
    while (size < bytes.size() && (bytes[size] & 0x01) != 0) {
      ++size;
    }
    ++size;
  }
  return size <= bytes.size() ? size : 0;
}

bool IsLengthPrefix(Bytes prefix, size_t rest) {
  return (prefix.size() == 4 && LoadBigEndian32(prefix.data()) == rest) ||
         (prefix.size() == 2 && Word16(prefix, 0) == rest);
}

bool IsExtension(Bytes prefix) {
  return prefix.size() >= kExtensionHeaderSize &&
         (Word16(prefix, 0) == 0xbede || Word16(prefix, 0) >> 4 == 0x100) &&
         prefix.size() == kExtensionHeaderSize + 4 * Word16(prefix, 2);
}

// NameOfPrefix names the bytes in front of a frame.
std::string NameOfPrefix(const FrameInfo& info, Bytes prefix, size_t rest) {
  if (IsLengthPrefix(prefix, rest)) {
    return "the frame's length";
  }
  if (RtpHeaderSize(prefix) == prefix.size()) {
    return "an RTP header";
  }
  if (IsExtension(prefix)) {
    return "an RTP header extension";
  }
  if (info.codec == Codec::kVp8 && Vp8DescriptorSize(prefix) == prefix.size()) {
    return "a VP8 payload descriptor";
  }
  if (info.codec == Codec::kVp9 && Vp9DescriptorSize(prefix) == prefix.size()) {
    return "a VP9 payload descriptor";
  }
  if (info.codec == Codec::kAv1 && prefix.size() == 1) {
    return "an AV1 aggregation header";
  }
  return prefix.size() % 4 == 0
             ? "probably an RTP header extension, or another part of the packet"
             : "probably a payload descriptor, or another part of the packet";
}

bool TryWithout(const FrameInfo& info, Bytes frame, size_t size,
                TryFrame attempt) {
  return attempt(info, frame.subspan(size), [&] {
    const std::string name =
        NameOfPrefix(info, frame.first(size), frame.size() - size);
    return MistakeWords{
        absl::StrCat("without its first ", size,
                     size == 1 ? " byte" : " bytes"),
        absl::StrCat("bytes that are not part of the frame precede it, ", name,
                     ": remove them before opening the frame")};
  });
}

absl::string_view Last(bool is_primary) {
  return is_primary ? "last (primary)" : "redundant";
}

}  // namespace

bool UndoPrefix(const FrameInfo& info, absl::Span<const uint8_t> frame,
                TryFrame attempt) {
  const size_t rtp = RtpHeaderSize(frame);
  if (rtp != 0 && rtp < frame.size() && TryWithout(info, frame, rtp, attempt)) {
    return true;
  }
  for (size_t size = 1; size <= kMaxPrefix && size < frame.size(); ++size) {
    if (size != rtp && TryWithout(info, frame, size, attempt)) {
      return true;
    }
  }
  return false;
}

bool UndoRed(const FrameInfo& info, absl::Span<const uint8_t> frame,
             TryFrame attempt) {
  std::vector<size_t> sizes;
  size_t at = 0;
  while (at + 4 < frame.size() && (frame[at] & 0x80) != 0) {
    sizes.push_back(Word16(frame, at + 2) & 0x3ff);
    at += 4;
  }
  if (sizes.empty() || sizes.size() > kMaxRedBlocks || at >= frame.size()) {
    return false;
  }
  std::vector<Bytes> blocks;
  Bytes rest = frame.subspan(at + 1);
  for (const size_t size : sizes) {
    if (size > rest.size()) {
      return false;
    }
    blocks.push_back(rest.first(size));
    rest.remove_prefix(size);
  }
  blocks.push_back(rest);
  for (size_t i = blocks.size(); i-- > 0;) {
    const bool is_primary = i + 1 == blocks.size();
    const auto words = [&] {
      return MistakeWords{
          absl::StrCat("as the ", Last(is_primary), " block of a RED payload"),
          absl::StrCat(
              "it is an RFC 2198 payload of ", blocks.size(),
              " blocks, each a frame of its own: take the blocks apart "
              "and open each, or send Opus without RED")};
    };
    if (!blocks[i].empty() && attempt(info, blocks[i], words)) {
      return true;
    }
  }
  return false;
}

}  // namespace sealframe
