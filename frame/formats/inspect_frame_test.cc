// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/inspect_frame.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/tests/testing/hex.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

// The parts of a frame are in order, without gaps, and all of it.
void ExpectPartsAddUp(const FrameInspection& inspection, size_t frame_size) {
  size_t end = 0;
  for (const FramePartRange& part : inspection.parts) {
    EXPECT_EQ(part.bytes.offset, end) << inspection.profile;
    EXPECT_GT(part.bytes.size, 0u) << inspection.profile;
    end += part.bytes.size;
  }
  EXPECT_EQ(end, frame_size) << inspection.profile;
}

FrameInfo InfoOf(VectorBlock& v) {
  const std::string kind = v.Text("kind");
  const std::string codec = v.Text("codec");
  return {.kind = kind == "audio" ? MediaKind::kAudio : MediaKind::kVideo,
          .codec = CodecFromName(codec).value_or(Codec::kUnknown),
          .key_frame = v.Text("frame_type") == "key"};
}

void ExpectLiveKit(VectorBlock& v) {
  const Bytes frame = v.Bytes("frame");
  const FrameInfo info = InfoOf(v);
  const std::optional<FrameInspection> seen =
      InspectFrameAs("livekit", info, frame);
  ASSERT_TRUE(seen.has_value());
  ExpectPartsAddUp(*seen, frame.size());
  EXPECT_EQ(seen->fit, seen->kid < 16 ? FrameFit::kClose : FrameFit::kPossible);
  EXPECT_EQ(seen->kid, v.Number("key_index"));
  EXPECT_EQ(seen->ssrc, v.Number("ssrc"));
  EXPECT_EQ(seen->timestamp, v.Number("rtp_timestamp"));
  EXPECT_EQ(PartSize(*seen, FramePart::kClear), v.Number("header_size"));
  EXPECT_EQ(frame.size(), v.Bytes("opened").size() + 30 + seen->escapes);
  EXPECT_EQ(seen->escapes > 0, v.Number("escaped") != 0);
  for (const char* const name :
       {"name", "kdf", "material", "key_bits", "ratchet_steps", "aes_key",
        "mime_type", "iv", "nalu_processing", "plaintext"}) {
    v.Ignore(name);
  }
}

TEST(InspectFrameTest, ReadsFramesOfLiveKitsOwnCode) {
  RunVectorFile("tests/vectors/livekit_frame.txt", ExpectLiveKit);
  RunVectorFile("tests/vectors/livekit_captured.txt", ExpectLiveKit);
}

TEST(InspectFrameTest, ReadsJitsisFrames) {
  RunVectorFile("tests/vectors/jframe.txt", [](VectorBlock& v) {
    const Bytes frame = v.Bytes("frame");
    const std::string kind = v.Text("kind");
    const FrameInfo info = {
        .kind = kind == "audio" ? MediaKind::kAudio : MediaKind::kVideo,
        .key_frame = kind == "key"};
    const std::vector<FrameInspection> seen = InspectFrame(info, frame);
    ASSERT_FALSE(seen.empty());
    EXPECT_EQ(seen[0].profile, "jframe");
    EXPECT_EQ(seen[0].fit, FrameFit::kClose);
    EXPECT_EQ(seen[0].kid, v.Number("key_index"));
    EXPECT_EQ(seen[0].ssrc, v.Number("ssrc"));
    EXPECT_EQ(seen[0].timestamp, v.Number("rtp_timestamp"));
    EXPECT_EQ(seen[0].counter, v.Number("send_count"));
    EXPECT_EQ(PartSize(seen[0], FramePart::kClear), v.Number("header_size"));
    EXPECT_EQ(frame.size(), v.Bytes("plaintext").size() + 30);
    ExpectPartsAddUp(seen[0], frame.size());
    for (const char* const name :
         {"ratchet_steps", "initial_material", "material", "aes_key"}) {
      v.Ignore(name);
    }
  });
}

TEST(InspectFrameTest, ReadsDiscordsFrames) {
  RunVectorFile("tests/vectors/dave_frame.txt", [](VectorBlock& v) {
    const Bytes frame = v.Bytes("frame");
    const std::vector<FrameInspection> seen = InspectFrame({}, frame);
    ASSERT_FALSE(seen.empty());
    EXPECT_EQ(seen[0].profile, "dave");
    EXPECT_EQ(seen[0].fit, FrameFit::kClose);
    EXPECT_EQ(seen[0].kid, v.Number("generation"));
    EXPECT_EQ(seen[0].counter, v.Number("nonce"));
    EXPECT_EQ(PartSize(seen[0], FramePart::kClear) +
                  PartSize(seen[0], FramePart::kCiphertext),
              v.Bytes("opened").size());
    ExpectPartsAddUp(seen[0], frame.size());
    for (const char* const name : {"codec", "key", "plaintext"}) {
      v.Ignore(name);
    }
  });
}

TEST(InspectFrameTest, ReadsAv1OfLiveKit) {
  RunVectorFile("tests/vectors/livekit_av1.txt", [](VectorBlock& v) {
    const FrameInfo info = {.codec = Codec::kAv1};
    for (const char* const name : {"frame", "received"}) {
      const Bytes frame = v.Bytes(name);
      const std::vector<FrameInspection> seen = InspectFrame(info, frame);
      ASSERT_FALSE(seen.empty());
      EXPECT_EQ(seen[0].profile, "livekit");
      EXPECT_EQ(seen[0].kid, v.Number("key_index"));
      EXPECT_EQ(PartSize(seen[0], FramePart::kTag), 16u);
      EXPECT_EQ(PartSize(seen[0], FramePart::kNonce), 12u);
      ExpectPartsAddUp(seen[0], frame.size());
    }
    for (const char* const name : {"aes_key", "iv", "plaintext", "opened"}) {
      v.Ignore(name);
    }
  });
}

TEST(InspectFrameTest, APaddingObuThatEndsLikeAnIvIsNone) {
  const FrameInfo info = {.codec = Codec::kAv1};
  const std::string obus = "12003228" + std::string(76, 'a') + "0c01";
  EXPECT_TRUE(InspectFrameAs("livekit", info, FromHex(obus)).has_value());
  EXPECT_FALSE(InspectFrameAs("livekit", info, FromHex(obus + "7a03aa0c01"))
                   .has_value());
}

TEST(InspectFrameTest, ReadsGetStreamsFrames) {
  RunVectorFile("tests/vectors/getstream_frame.txt", [](VectorBlock& v) {
    const Bytes frame = v.Bytes("frame");
    const std::vector<FrameInspection> seen = InspectFrame({}, frame);
    ASSERT_FALSE(seen.empty());
    EXPECT_EQ(seen[0].profile, "getstream");
    EXPECT_EQ(seen[0].fit, FrameFit::kClose);
    EXPECT_EQ(seen[0].kid, v.Number("key_index"));
    EXPECT_EQ(seen[0].counter, v.Number("counter"));
    EXPECT_EQ(frame.size(), v.Bytes("plaintext").size() + 36 + seen[0].escapes);
    EXPECT_GE(PartSize(seen[0], FramePart::kTag), 16u);
    EXPECT_GE(PartSize(seen[0], FramePart::kNonce), 12u);
    ExpectPartsAddUp(seen[0], frame.size());
    for (const char* const name : {"codec", "key_frame", "key", "iv_prefix"}) {
      v.Ignore(name);
    }
  });
}

TEST(InspectFrameTest, ReadsSFrameHeaders) {
  RunVectorFile("tests/vectors/sframe_header.txt", [](VectorBlock& v) {
    Bytes frame = v.Bytes("encoded");
    const size_t header = frame.size();
    frame.resize(header + 16);
    const std::optional<FrameInspection> seen =
        InspectFrameAs("sframe", {}, frame);
    ASSERT_TRUE(seen.has_value());
    EXPECT_EQ(seen->kid, v.Number("kid"));
    EXPECT_EQ(seen->counter, v.Number("ctr"));
    EXPECT_EQ(PartSize(*seen, FramePart::kHeader), header);
    EXPECT_EQ(PartSize(*seen, FramePart::kCiphertext), 16u);
    ExpectPartsAddUp(*seen, frame.size());
  });
}

TEST(InspectFrameTest, EachPartHasADistinctName) {
  std::set<absl::string_view> names;
  for (int part = 0; part <= static_cast<int>(FramePart::kTrailer); ++part) {
    EXPECT_TRUE(
        names.insert(FramePartName(static_cast<FramePart>(part))).second);
  }
  EXPECT_EQ(names.count(""), 0u);
}

TEST(InspectFrameTest, AnUnknownProfileGivesNothing) {
  EXPECT_FALSE(InspectFrameAs("rot13", {}, Bytes(100)).has_value());
}

// Any bytes, of any size, as any codec.
TEST(InspectFrameTest, PartsOfHostileFramesAddUp) {
  const Bytes frames[] = {
      FromHex("0000000165b80000030000030c0000000300000300000300000300000300000"
              "30000030000030000030000030000030000030c00"),
      FromHex("de28441daf0c3898f6d8b64e443991c64c3e33e20000007b0102030400000005"
              "0c00"),
      FromHex("5a2c1893b426c509f14d4beaf272d6492eaa1d1f0baba013e966bce7130cfaf"
              "a"),
      FromHex("ffffffffffffffffffffffffffffffffffffffff"),
      Bytes(300),
  };
  for (const Bytes& whole : frames) {
    for (size_t size = 0; size <= whole.size(); ++size) {
      for (size_t codec = 0; codec < 2 * kCodecCount; ++codec) {
        const FrameInfo info = {.codec = static_cast<Codec>(codec / 2),
                                .key_frame = codec % 2 != 0};
        // Copied, so that reading past the end is seen.
        for (const Bytes& cut :
             {Bytes(whole.begin(), whole.begin() + static_cast<long>(size)),
              Bytes(whole.end() - static_cast<long>(size), whole.end())}) {
          for (const FrameInspection& seen : InspectFrame(info, cut)) {
            ExpectPartsAddUp(seen, cut.size());
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace sealframe
