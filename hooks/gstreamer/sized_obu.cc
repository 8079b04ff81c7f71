// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/sized_obu.h"

#include <gst/gst.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "sealframe/hooks/gstreamer/copy_metadata.h"

namespace sealframe::gst {
namespace {

constexpr uint8_t kHasExtension = 0x04;
constexpr uint8_t kHasSize = 0x02;
constexpr size_t kMaxSizeBytes = 8;  // AV1 allows no longer LEB128.

// Sized is the size of an OBU and of its field.
struct Sized {
  uint64_t size = 0;
  size_t field = 0;  // Zero if it is not well-formed.
};

Sized ReadSize(std::span<const uint8_t> bytes) {
  Sized read;
  for (size_t i = 0; i < bytes.size() && i < kMaxSizeBytes; ++i) {
    read.size |= uint64_t{bytes[i] & 0x7fu} << (7 * i);
    if ((bytes[i] & 0x80) == 0) {
      read.field = i + 1;
      return read;
    }
  }
  return {};
}

std::string WriteSize(uint64_t size) {
  std::string bytes;
  for (; size >= 0x80; size >>= 7) {
    bytes.push_back(static_cast<char>(size | 0x80));
  }
  bytes.push_back(static_cast<char>(size));
  return bytes;
}

size_t HeaderSize(uint8_t header) {
  return (header & kHasExtension) != 0 ? 2 : 1;
}

// FindUnsized returns the place of the OBU without a size, which can only be
// the last one, or nothing.
std::optional<size_t> FindUnsized(std::span<const uint8_t> frame) {
  size_t place = 0;
  while (place < frame.size()) {
    const std::span<const uint8_t> obu = frame.subspan(place);
    const size_t header = HeaderSize(obu[0]);
    if (obu.size() < header) return std::nullopt;
    if ((obu[0] & kHasSize) == 0) return place;
    const Sized read = ReadSize(obu.subspan(header));
    if (read.field == 0 || read.size > obu.size() - header - read.field) {
      return std::nullopt;
    }
    place += header + read.field + static_cast<size_t>(read.size);
  }
  return std::nullopt;
}

// Insert returns `frame` with a size in the OBU at `place`.
std::string Insert(std::span<const uint8_t> frame, size_t place) {
  const size_t header_end = place + HeaderSize(frame[place]);
  const auto payload = frame.subspan(header_end);
  std::string sized(frame.begin(), payload.begin());
  sized[place] = static_cast<char>(frame[place] | kHasSize);
  sized += WriteSize(payload.size());
  sized.append(payload.begin(), payload.end());
  return sized;
}

}  // namespace

GstBuffer* WithSizedObus(GstBuffer* frame) {
  GstMapInfo map;
  if (!gst_buffer_map(frame, &map, GST_MAP_READ)) return frame;
  const std::span<const uint8_t> bytes(map.data, map.size);
  const std::optional<size_t> place = FindUnsized(bytes);
  const std::string sized = place ? Insert(bytes, *place) : std::string();
  gst_buffer_unmap(frame, &map);
  if (!place) return frame;
  GstBuffer* const whole = gst_buffer_new_memdup(sized.data(), sized.size());
  CopyMetadata(frame, whole);
  gst_buffer_unref(frame);
  return whole;
}

}  // namespace sealframe::gst
