// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sends random access units of H.264 and H.265 through models of two RTP
// packetizers: each opens to the same NAL units, in every profile that knows
// these codecs.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"

namespace sealframe {
namespace {

struct Case {
  const char* profile;
  Codec codec;
};

class AnnexBRtpTest : public testing::TestWithParam<Case> {
 protected:
  uint8_t Byte() { return static_cast<uint8_t>(random_()); }
  bool Chance(unsigned one_in) { return random_() % one_in == 0; }

  // AddUnit appends a start code of either size and a unit. Sometimes zeros
  // that belong to no unit come before the code or after the unit.
  void AddUnit(const Bytes& header, size_t size, Bytes* frame) {
    frame->insert(frame->end(), Chance(4) ? random_() % 4 : 0, 0);
    frame->insert(frame->end(), Chance(2) ? 1 : 0, 0);
    frame->insert(frame->end(), {0, 0, 1});
    frame->insert(frame->end(), header.begin(), header.end());
    for (size_t i = 0; i < size; ++i) {
      // No start codes or emulation: every other byte is at least 4.
      frame->push_back(i % 2 == 0 ? uint8_t{0} : uint8_t(Byte() | 4));
    }
    frame->push_back(0x80);
    frame->insert(frame->end(), Chance(4) ? random_() % 4 : 0, 0);
  }

  Bytes H264() {
    Bytes frame;
    const bool is_idr = Chance(3);
    if (Chance(3)) {
      AddUnit({0x09, 0xf0}, 0, &frame);
    }
    for (int set = 0; is_idr && set < 4; ++set) {  // Repeated, too.
      AddUnit({set % 2 == 0 ? uint8_t{0x67} : uint8_t{0x68}, 0x42}, 9, &frame);
    }
    if (Chance(3)) {
      AddUnit({0x06, 0x05}, 20, &frame);
    }
    if (Chance(5)) {
      AddUnit({0x6e, 0x81}, 3, &frame);  // SVC and MVC.
      AddUnit({0x74, 0x81}, 50, &frame);
    }
    for (uint8_t type = 2; !is_idr && Chance(5) && type < 5; ++type) {
      AddUnit({static_cast<uint8_t>(0x40 | type), 0x9a}, 30, &frame);
    }
    const size_t slices = 1 + random_() % 8;
    for (size_t i = 0; i < slices; ++i) {
      const uint8_t header = is_idr ? 0x65 : 0x41;
      AddUnit({header, i == 0 ? uint8_t{0x9a} : uint8_t(Byte() | 1)},
              1 + random_() % 60, &frame);
    }
    return frame;
  }

  Bytes H265() {
    Bytes frame;
    const bool is_idr = Chance(3);
    if (Chance(3)) {
      AddUnit({0x46, 0x01}, 1, &frame);
    }
    if (is_idr) {
      for (const uint8_t header : Bytes{0x40, 0x42, 0x44}) {
        AddUnit({header, 0x01}, 12, &frame);
      }
    }
    if (Chance(3)) {
      AddUnit({0x4e, 0x01}, 20, &frame);
    }
    const size_t slices = 1 + random_() % 8;
    for (size_t i = 0; i < slices; ++i) {
      AddUnit({is_idr ? uint8_t{0x26} : uint8_t{0x02}, 0x01},
              1 + random_() % 60, &frame);
    }
    if (Chance(3)) {
      AddUnit({0x50, 0x01}, 20, &frame);  // A suffix SEI.
    }
    return frame;
  }

  Bytes Frame() { return GetParam().codec == Codec::kH264 ? H264() : H265(); }

  std::mt19937 random_{static_cast<uint32_t>(GetParam().codec)};
};

INSTANTIATE_TEST_SUITE_P(Profiles, AnnexBRtpTest,
                         testing::Values(Case{"livekit", Codec::kH264},
                                         Case{"livekit", Codec::kH265},
                                         Case{"videosdk", Codec::kH264},
                                         Case{"videosdk", Codec::kH265},
                                         Case{"dave", Codec::kH264},
                                         Case{"dave", Codec::kH265},
                                         Case{"getstream", Codec::kH264}),
                         [](const auto& test) {
                           return std::string(test.param.profile) + "_" +
                                  std::string(CodecName(test.param.codec));
                         });

TEST_P(AnnexBRtpTest, EveryAccessUnitOpensToTheSameUnits) {
  TestPair pair({.profile = NamedProfile(GetParam().profile).value()});
  FrameInfo info = {.codec = GetParam().codec, .ssrc = 1};
  for (uint32_t i = 0; i < 3000; ++i) {
    info.rtp_timestamp = 3000 * i;
    const Bytes frame = Frame();
    for (const auto carry : {CarriedByLibwebrtc, CarriedByGStreamer}) {
      const Bytes sealed = SealTo(*pair.send, frame, info);
      const Opened opened = OpenFrom(*pair.receive, carry(sealed), info);
      ASSERT_EQ(opened.status, FrameStatus::kOk) << i;
      ASSERT_EQ(UnitsOf(opened.frame), UnitsOf(frame)) << i;
    }
  }
}

// The parameter sets of a frame, once more in front of it.
Bytes WithSetsInFront(const Bytes& frame) {
  Bytes front;
  for (const Bytes& unit : UnitsOf(frame)) {
    const bool is_set = unit[0] == 0x67 || unit[0] == 0x68 || unit[0] == 0x40 ||
                        unit[0] == 0x42 || unit[0] == 0x44;
    Bytes coded = {0, 0, 0, 1};
    coded.insert(coded.end(), unit.begin(), unit.end());
    if (is_set && std::search(front.begin(), front.end(), coded.begin(),
                              coded.end()) == front.end()) {
      front.insert(front.end(), coded.begin(), coded.end());
    }
  }
  front.insert(front.end(), frame.begin(), frame.end());
  return front;
}

TEST_P(AnnexBRtpTest, AFrameOpensWithoutTheParameterSetsThatWereInserted) {
  TestPair pair({.profile = NamedProfile(GetParam().profile).value()});
  FrameInfo info = {.codec = GetParam().codec, .ssrc = 1};
  int inserted = 0;
  for (uint32_t i = 0; i < 1000; ++i) {
    info.rtp_timestamp = 3000 * i;
    const Bytes frame = Frame();
    Bytes carried =
        WithSetsInFront(CarriedByGStreamer(SealTo(*pair.send, frame, info)));
    Bytes altered = carried;
    altered[altered.size() - 20] ^= 1;
    ASSERT_FALSE(CameOut(OpenFrom(*pair.receive, altered, info).status));
    if (i % 2 == 0) {
      const Opened opened = OpenFrom(*pair.receive, carried, info);
      ASSERT_EQ(opened.status, FrameStatus::kOk) << i;
      ASSERT_EQ(UnitsOf(opened.frame), UnitsOf(frame)) << i;
    } else {
      Bytes in_place = carried;
      const FrameResult result =
          pair.receive->Open(info, in_place, absl::MakeSpan(in_place));
      ASSERT_EQ(result.status, FrameStatus::kOk) << i;
      in_place.resize(result.size);
      ASSERT_EQ(UnitsOf(in_place), UnitsOf(frame)) << i;
    }
    ASSERT_EQ(OpenFrom(*pair.receive, carried, info).status,
              FrameStatus::kReplayed);
    inserted += UnitsOf(carried).size() > UnitsOf(frame).size() ? 1 : 0;
  }
  EXPECT_GT(inserted, 100);
}

// With another key index than 0 the sealed frame itself arrives as it was sent.
TEST_P(AnnexBRtpTest, PacketizersLeaveTheSealedFrameAsItIs) {
  TestPair pair({.profile = NamedProfile(GetParam().profile).value()});
  if (std::string(GetParam().profile) != "dave") {
    MustBeOk(pair.alice.keys().SetKey("alice", 5, TestKey(5)));
    MustBeOk(pair.alice.keys().Activate("alice", 5));
  }
  for (uint32_t i = 0; i < 3000; ++i) {
    const Bytes sealed =
        SealTo(*pair.send, Frame(), {.codec = GetParam().codec, .ssrc = 1});
    ASSERT_EQ(CarriedByLibwebrtc(sealed), sealed);
    ASSERT_EQ(CarriedByGStreamer(sealed), sealed);
  }
}

}  // namespace
}  // namespace sealframe
