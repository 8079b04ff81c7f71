// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/between_mistakes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/frame/codec/emulation_prevention.h"
#include "sealframe/frame/codec/start_code.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {
namespace {

using Span = absl::Span<const uint8_t>;
using Bytes = std::vector<uint8_t>;

// Zeros before the 01 of a start code: two in one of three bytes, three in one
// of four, and more if the unit before ends in zeros.
constexpr size_t kFewestZeros = 2;
constexpr size_t kMostZeros = 5;

// The start codes that are changed one by one. Others only change together.
constexpr size_t kMaxCodes = 24;

// Stream is a frame taken apart at its start codes.
struct Stream {
  std::vector<size_t> zeros;  // Before the 01 of each start code.
  std::vector<Span> units;    // Behind each start code, without its last zeros.
};

// Split returns the units of `frame`; none if it does not begin with a start
// code.
Stream Split(Span frame) {
  Stream stream;
  size_t code = FindStartCode(frame, 0);
  size_t zeros_from = 0;
  if (std::any_of(frame.begin(), frame.begin() + code,
                  [](uint8_t byte) { return byte != 0; })) {
    return stream;
  }
  while (code < frame.size()) {
    stream.zeros.push_back(code + kStartCodeSize - 1 - zeros_from);
    const size_t unit = code + kStartCodeSize;
    code = FindStartCode(frame, unit);
    // Zeros at the end of the frame belong to it: they may be sealed.
    size_t end = code < frame.size() ? code : frame.size();
    while (code < frame.size() && end > unit && frame[end - 1] == 0) {
      --end;
    }
    stream.units.push_back(frame.subspan(unit, end - unit));
    zeros_from = end;
  }
  return stream;
}

Bytes Join(const std::vector<size_t>& zeros, const std::vector<Span>& units) {
  Bytes frame;
  for (size_t i = 0; i < units.size(); ++i) {
    frame.insert(frame.end(), zeros[i], 0);
    frame.push_back(1);
    frame.insert(frame.end(), units[i].begin(), units[i].end());
  }
  return frame;
}

absl::string_view CauseOfZeros(size_t least, size_t most, size_t given) {
  if (most > 3) {
    return "zeros before a start code were dropped on the way, as by RTP: the "
           "sender must leave out zeros that belong to no NAL unit before it "
           "seals";
  }
  if (least < given) {
    return "they were lengthened on the way, because the sender did not widen "
           "them: it must seal frames with four-byte start codes only";
  }
  return "they were shortened on the way: let the depacketizer write four-byte "
         "start codes";
}

// StartCodeSearch tries numbers of zeros before the start codes of one frame.
class StartCodeSearch {
 public:
  StartCodeSearch(const FrameInfo& info, Stream stream, TryFrame attempt)
      : info_(info), stream_(std::move(stream)), attempt_(attempt) {}

  // Run makes all start codes the same, or all but the first few. Then it
  // changes one, two or three of those that are there, and one or two of codes
  // that are all the same, since a hop may change all of them.
  bool Run() {
    const std::vector<size_t>& given = stream_.zeros;
    const std::vector<size_t> wide(given.size(), 3);
    const std::vector<size_t> narrow(given.size(), 2);
    for (const auto* const same : {&wide, &narrow}) {
      for (size_t from = 0; from < std::min<size_t>(4, given.size()); ++from) {
        std::vector<size_t> changed = *same;
        std::copy_n(given.begin(), from, changed.begin());
        if (Try(changed)) {
          return true;
        }
      }
    }
    for (size_t depth = 1; depth <= 2; ++depth) {
      for (const auto* const zeros : {&given, &wide, &narrow}) {
        if (Change(depth, 0, *zeros)) {
          return true;
        }
      }
    }
    return Change(3, 0, given);
  }

 private:
  bool Change(size_t depth, size_t from, const std::vector<size_t>& zeros) {
    if (depth == 0) {
      return Try(zeros);
    }
    for (size_t i = from; i < std::min(zeros.size(), kMaxCodes); ++i) {
      std::vector<size_t> changed = zeros;
      for (size_t count = kFewestZeros; count <= kMostZeros; ++count) {
        changed[i] = count;
        if (count != zeros[i] && Change(depth - 1, i + 1, changed)) {
          return true;
        }
      }
    }
    return false;
  }

  bool Try(const std::vector<size_t>& zeros) {
    if (zeros == stream_.zeros || ++tries_ > kMaxStartCodeTries) {
      return false;
    }
    return attempt_(info_, Join(zeros, stream_.units),
                    [&] { return Words(zeros); });
  }

  MistakeWords Words(const std::vector<size_t>& zeros) const {
    size_t changes = 0;
    size_t least = kMostZeros;
    size_t most = 0;
    size_t given = 0;
    for (size_t i = 0; i < zeros.size(); ++i) {
      if (zeros[i] != stream_.zeros[i]) {
        ++changes;
        least = std::min(least, zeros[i]);
        most = std::max(most, zeros[i]);
        given = stream_.zeros[i];
      }
    }
    const std::string which =
        absl::StrCat(changes, " of its ", zeros.size(),
                     zeros.size() == 1 ? " start code" : " start codes");
    std::string how = least == most && least == 2   ? " of three bytes"
                      : least == most && least == 3 ? " of four bytes"
                      : most > 3                    ? " behind more zeros"
                                                    : " of other sizes";
    return {absl::StrCat("with ", which, how),
            std::string(CauseOfZeros(least, most, given))};
  }

  const FrameInfo& info_;
  const Stream stream_;
  const TryFrame attempt_;
  size_t tries_ = 0;
};

// FromLengths returns the Annex B form of a frame of NAL units behind lengths
// of four bytes, or nothing if it is not one.
Bytes FromLengths(Span frame) {
  Bytes stream;
  while (frame.size() > 4) {
    const size_t size = LoadBigEndian32(frame.data());
    if (size == 0 || size > frame.size() - 4) {
      return {};
    }
    stream.insert(stream.end(), {0, 0, 0, 1});
    stream.insert(stream.end(), frame.begin() + 4, frame.begin() + 4 + size);
    frame.remove_prefix(4 + size);
  }
  return frame.empty() ? stream : Bytes();
}

Bytes Escaped(Span unit) {
  Bytes out(EscapedSize(unit));
  out.resize(Escape(unit, absl::MakeSpan(out)));
  return out;
}

Bytes Unescaped(Span unit) {
  Bytes out(unit.size());
  out.resize(Unescape(unit, absl::MakeSpan(out)));
  return out;
}

constexpr char kAddedCause[] =
    "they were inserted on the way: pass NAL units on as they arrive, and "
    "escape them once";
constexpr char kRemovedCause[] =
    "they were removed on the way: pass NAL units on as they arrive, not "
    "their RBSP";

// TryUnescaped tries the frame with the units from `from` on unescaped.
bool TryUnescaped(const FrameInfo& info, const Stream& stream, size_t from,
                  TryFrame attempt) {
  std::vector<Bytes> changed;
  for (size_t i = from; i < stream.units.size(); ++i) {
    changed.push_back(Unescaped(stream.units[i]));
  }
  std::vector<Span> units = stream.units;
  for (size_t i = from; i < units.size(); ++i) {
    units[i] = changed[i - from];
  }
  return units != stream.units && attempt(info, Join(stream.zeros, units), [] {
           return MistakeWords{"without some emulation prevention bytes",
                               kAddedCause};
         });
}

// TryEscaped tries the frame with all bytes from `offset` on escaped, since
// apparent start codes there may be data.
bool TryEscaped(const FrameInfo& info, Span frame, size_t offset,
                TryFrame attempt) {
  const Bytes tail = Escaped(frame.subspan(offset));
  if (tail.size() == frame.size() - offset) {
    return false;
  }
  Bytes whole(frame.begin(), frame.begin() + offset);
  whole.insert(whole.end(), tail.begin(), tail.end());
  return attempt(info, whole, [] {
    return MistakeWords{"with its emulation prevention bytes restored",
                        kRemovedCause};
  });
}

}  // namespace

bool UndoStartCodes(const FrameInfo& info, absl::Span<const uint8_t> frame,
                    TryFrame attempt) {
  Stream stream = Split(frame);
  if (!stream.units.empty() &&
      StartCodeSearch(info, std::move(stream), attempt).Run()) {
    return true;
  }
  const Bytes converted = FromLengths(frame);
  return !converted.empty() && attempt(info, converted, [] {
    return MistakeWords{
        "with start codes in place of length prefixes",
        "a muxer or demuxer replaced them (AVCC): convert the frame "
        "back to a byte stream before opening it"};
  });
}

bool UndoEmulation(const FrameInfo& info, absl::Span<const uint8_t> frame,
                   TryFrame attempt) {
  const Stream stream = Split(frame);
  const size_t count = stream.units.size();
  if (count != 0 && (TryUnescaped(info, stream, count - 1, attempt) ||
                     TryUnescaped(info, stream, 0, attempt))) {
    return true;
  }
  for (size_t i = 0; i < std::min(count, kMaxCodes); ++i) {
    const auto offset =
        static_cast<size_t>(stream.units[i].data() - frame.data());
    if (TryEscaped(info, frame, offset, attempt)) {
      return true;
    }
  }
  return false;
}

}  // namespace sealframe
