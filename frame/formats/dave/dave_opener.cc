// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_opener.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/gather_scatter.h"
#include "sealframe/frame/codec/inserted_parameter_sets.h"
#include "sealframe/frame/codec/last_obu_size.h"
#include "sealframe/frame/codec/leb128.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_key_scheme.h"
#include "sealframe/frame/formats/dave/dave_nonces.h"
#include "sealframe/frame/formats/dave/dave_rewrite.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {
namespace {

// CounterOf returns the sender's frame count for `nonce` in the generation of
// `kid`.
uint64_t CounterOf(uint64_t kid, uint32_t nonce) {
  constexpr uint32_t kCounterMask = (1u << kDaveCounterBits) - 1;
  return uint64_t{DaveGenerationOf(kid)} << kDaveCounterBits |
         (nonce & kCounterMask);
}

// HasOnlyAPrefix returns whether frames of `codec` are clear only at the front.
// If such a frame has clear ranges elsewhere, a server moved them: the tag does
// not cover their place.
bool HasOnlyAPrefix(Codec codec) {
  return codec != Codec::kUnknown && DaveClearPrefix(codec, {}).has_value();
}

// Better returns the result that counts of two readings: the second if it
// opened the frame or found a replay, or if the first could not parse it;
// otherwise the first.
FrameResult Better(const FrameResult& first, const FrameResult& second) {
  return first.status == FrameStatus::kMalformed ||
                 second.status == FrameStatus::kOk ||
                 second.status == FrameStatus::kReplayed
             ? second
             : first;
}

}  // namespace

FrameResult DaveOpener::Open(Codec codec, StreamKeys& keys,
                             absl::Span<const uint8_t> frame,
                             absl::Span<uint8_t> out) {
  const bool is_av1 = codec == Codec::kAv1;
  const size_t inserted =
      is_av1 || HasOnlyAPrefix(codec) ? 0 : InsertedParameterSets(frame);
  if (!is_av1 && inserted == 0) {
    return OpenOne(codec, keys, frame, /*spare_room=*/0, out);
  }
  const absl::Span<uint8_t> room = frame_.First(2 * frame.size());
  const absl::Span<uint8_t> copy = room.first(frame.size());
  std::copy(frame.begin(), frame.end(), copy.begin());
  if (is_av1) {
    return OpenAv1(keys, copy, room.subspan(frame.size()), out);
  }
  const FrameResult whole = OpenOne(codec, keys, copy, /*spare_room=*/0, out);
  return whole.status == FrameStatus::kNotAuthentic
             ? Better(whole, OpenOne(codec, keys, copy.subspan(inserted),
                                     /*spare_room=*/0, out))
             : whole;
}

// OpenAv1 opens a frame in its rewritten form, which it writes to `rewritten`,
// or else as it is: senders send that form, except that libdave leaves a size
// in a last OBU that was followed by padding.
FrameResult DaveOpener::OpenAv1(StreamKeys& keys,
                                absl::Span<const uint8_t> frame,
                                absl::Span<uint8_t> rewritten,
                                absl::Span<uint8_t> out) {
  ClearRanges ranges;
  rewritten = rewritten.first(
      RewriteForDave(Codec::kAv1, frame, rewritten, &ranges).size);
  if (rewritten.empty() || rewritten == frame) {
    return OpenOne(Codec::kAv1, keys, frame, /*spare_room=*/0, out);
  }
  FrameResult result =
      OpenOne(Codec::kAv1, keys, rewritten, Leb128Size(rewritten.size()), out);
  if (result.status == FrameStatus::kOk) {
    result.size = AddLastObuSize(result.size, out);
  }
  return result.status == FrameStatus::kNotAuthentic ||
                 result.status == FrameStatus::kMalformed
             ? Better(result, OpenOne(Codec::kAv1, keys, frame,
                                      /*spare_room=*/0, out))
             : result;
}

// OpenOne opens a frame if `out` has `spare_room` bytes more than it needs.
FrameResult DaveOpener::OpenOne(Codec codec, StreamKeys& keys,
                                absl::Span<const uint8_t> frame,
                                size_t spare_room, absl::Span<uint8_t> out) {
  ClearRanges ranges;
  const ParsedDaveFooter footer = ParseDaveFooter(frame, &ranges);
  if (!footer.ok) {
    return {.status = FrameStatus::kMalformed};
  }
  const bool has_only_a_prefix = HasOnlyAPrefix(codec);
  if (frame.data() == out.data() || !has_only_a_prefix) {
    pieces_.Reserve(frame.size());
  }
  const uint8_t generation = DaveGenerationByteOf(footer.nonce);
  if (has_only_a_prefix && !IsClearPrefix(ranges)) {
    return {.status = FrameStatus::kNotAuthentic, .kid = generation};
  }
  if (keys.FindLast(generation) == nullptr && !HasKey(keys, generation)) {
    return {.status = FrameStatus::kMissingKey, .kid = generation};
  }
  if (out.size() < footer.media_size + spare_room) {
    return {.status = FrameStatus::kBufferTooSmall, .kid = generation};
  }
  const absl::Span<uint8_t> media = out.first(footer.media_size);
  const Body body = Arrange(footer, ranges, frame, media);
  const FrameResult result = TryKeys(keys, body);
  if (result.status != FrameStatus::kOk) {
    return result;
  }
  if (body.plaintext.data() == out.data()) {
    ScatterRanges(body.clear, body.plaintext, ranges, media);
  } else {
    std::copy(body.clear.begin(), body.clear.end(), media.begin());
  }
  return result;
}

bool DaveOpener::HasKey(StreamKeys& keys, uint8_t generation) {
  OpeningKey* found = nullptr;
  return keys.FindCandidates(generation, {&found, 1}) != 0;
}

// Arrange returns the pieces of `frame`, copied to scratch memory if a failed
// try would destroy them. `out` has the size of the plaintext frame.
DaveOpener::Body DaveOpener::Arrange(const ParsedDaveFooter& footer,
                                     const ClearRanges& ranges,
                                     absl::Span<const uint8_t> frame,
                                     absl::Span<uint8_t> out) {
  const size_t clear = ClearSize(ranges);
  absl::Span<const uint8_t> pieces = frame.first(out.size() + kDaveTagSize);
  const bool is_apart = IsClearPrefix(ranges) && frame.data() != out.data();
  if (!is_apart) {
    const absl::Span<uint8_t> made = pieces_.First(pieces.size());
    GatherRanges(pieces.first(out.size()), ranges, made.first(out.size()));
    std::copy_n(pieces.end() - kDaveTagSize, kDaveTagSize,
                made.end() - kDaveTagSize);
    pieces = made;
  }
  return {.nonce = footer.nonce,
          .clear = pieces.first(clear),
          .ciphertext_and_tag = pieces.subspan(clear),
          .plaintext =
              is_apart ? out.subspan(clear) : out.first(out.size() - clear)};
}

// TryKeys tries the key that opened the last frame, then the other candidates.
// A frame that none opens counts as replayed if it is a replay under any of
// them: networks repeat frames, and while epochs overlap, each has a key that
// fails.
FrameResult DaveOpener::TryKeys(StreamKeys& keys, const Body& body) {
  const uint8_t generation = DaveGenerationByteOf(body.nonce);
  OpeningKey* const last = keys.FindLast(generation);
  FrameResult result = {.status = FrameStatus::kMissingKey, .kid = generation};
  if (last != nullptr) {
    result = TryKey(*last, keys, body);
    if (result.status == FrameStatus::kOk) {
      return result;
    }
  }
  std::array<OpeningKey*, kMaxDaveTries> found;
  const size_t count = keys.FindCandidates(
      generation, absl::MakeSpan(found).subspan(last == nullptr ? 0 : 1));
  for (OpeningKey* const key :
       absl::MakeSpan(found).subspan(last == nullptr ? 0 : 1, count)) {
    if (key == last) {
      continue;
    }
    const FrameResult tried = TryKey(*key, keys, body);
    if (tried.status == FrameStatus::kOk) {
      return tried;
    }
    if (result.status == FrameStatus::kMissingKey ||
        tried.status == FrameStatus::kReplayed) {
      result = tried;
    }
  }
  return result;
}

FrameResult DaveOpener::TryKey(OpeningKey& key, StreamKeys& keys,
                               const Body& body) {
  const auto ended = [&body](FrameStatus status) {
    return FrameResult{.status = status,
                       .kid = DaveGenerationByteOf(body.nonce)};
  };
  if (!key.usable()) {
    return ended(FrameStatus::kKeyExhausted);
  }
  const uint64_t counter = CounterOf(key.kid(), body.nonce);
  if (!keys.Accepts(key, counter)) {
    return ended(FrameStatus::kReplayed);
  }
  if (!key.Open(DaveNonce(body.nonce), body.clear, body.ciphertext_and_tag,
                body.plaintext)) {
    return ended(FrameStatus::kNotAuthentic);
  }
  if (!keys.Commit(key, counter)) {
    return ended(FrameStatus::kReplayed);
  }
  FrameResult result = ended(FrameStatus::kOk);
  result.size = body.clear.size() + body.plaintext.size();
  return result;
}

}  // namespace sealframe
