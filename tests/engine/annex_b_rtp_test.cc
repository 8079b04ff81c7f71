// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sends random access units of H.264 and H.265 through models of two RTP
// packetizers: each opens to the same NAL units, in every profile that knows
// these codecs.

#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/access_units.h"

namespace sealframe {
namespace {

struct Case {
  const char* profile;
  Codec codec;
};

class AnnexBRtpTest : public testing::TestWithParam<Case> {
 protected:
  AccessUnits units_{
      GetParam().codec == Codec::kH264 ? NalCodec::kH264 : NalCodec::kH265, 1};
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
    const AccessUnit sent = units_.Any();
    for (const auto carry : {CarriedByLibwebrtc, CarriedByGStreamer}) {
      const Bytes sealed = SealTo(*pair.send, sent.bytes, info);
      const Opened opened = OpenFrom(*pair.receive, carry(sealed), info);
      ASSERT_EQ(opened.status, FrameStatus::kOk) << i;
      ASSERT_EQ(NalUnitsOf(opened.frame), sent.units) << i;
    }
  }
}

// The parameter sets of a frame, once more in front of it.
Bytes WithSetsInFront(const Bytes& frame, Codec codec) {
  const Bytes headers =
      codec == Codec::kH264 ? Bytes{0x67, 0x68} : Bytes{0x40, 0x42, 0x44};
  Bytes front;
  for (const Bytes& unit : NalUnitsOf(frame)) {
    const bool is_set =
        std::find(headers.begin(), headers.end(), unit[0]) != headers.end();
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
    const AccessUnit sent = units_.Any();
    const Bytes sealed =
        CarriedByGStreamer(SealTo(*pair.send, sent.bytes, info));
    const Bytes carried = WithSetsInFront(sealed, info.codec);
    Bytes altered = carried;
    altered[altered.size() - 20] ^= 1;
    ASSERT_FALSE(CameOut(OpenFrom(*pair.receive, altered, info).status));
    if (i % 2 == 0) {
      const Opened opened = OpenFrom(*pair.receive, carried, info);
      ASSERT_EQ(opened.status, FrameStatus::kOk) << i;
      ASSERT_EQ(NalUnitsOf(opened.frame), sent.units) << i;
    } else {
      Bytes in_place = carried;
      const FrameResult result =
          pair.receive->Open(info, in_place, absl::MakeSpan(in_place));
      ASSERT_EQ(result.status, FrameStatus::kOk) << i;
      in_place.resize(result.size);
      ASSERT_EQ(NalUnitsOf(in_place), sent.units) << i;
    }
    ASSERT_EQ(OpenFrom(*pair.receive, carried, info).status,
              FrameStatus::kReplayed);
    inserted += carried.size() > sealed.size() ? 1 : 0;
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
    const Bytes sealed = SealTo(*pair.send, units_.Any().bytes,
                                {.codec = GetParam().codec, .ssrc = 1});
    ASSERT_EQ(CarriedByLibwebrtc(sealed), sealed);
    ASSERT_EQ(CarriedByGStreamer(sealed), sealed);
  }
}

}  // namespace
}  // namespace sealframe
