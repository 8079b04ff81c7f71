// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/testing/sdp_fuzz.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

constexpr absl::string_view kFragments[] = {"v=0",
                                            "a=sframe",
                                            "m=audio 9 RTP/AVP 0 8",
                                            "a=mid:",
                                            "0",
                                            "m=video 0 RTP/SAVPF 96",
                                            "\r\n",
                                            "\n",
                                            "a=group:BUNDLE 0 1",
                                            "a=rtpmap:96",
                                            " rtx/90000",
                                            "a=bundle-only",
                                            "a=",
                                            " ",
                                            "m=application 9 UDP/DTLS/SCTP x",
                                            "\n",
                                            "a=mid:1",
                                            "a=group:BUNDLE",
                                            "c=IN",
                                            "a=rtpmap:0 x/1",
                                            "\n"};

void Fuzz(const std::string& sdp) {
  FuzzSdp(absl::MakeConstSpan(reinterpret_cast<const uint8_t*>(sdp.data()),
                              sdp.size()));
}

TEST(FuzzSdpTest, EditsKeepTheirContractOnRandomLines) {
  std::mt19937 random(1);
  for (int i = 0; i < 30000; ++i) {
    std::string sdp;
    for (size_t n = random() % 12; n > 0; --n) {
      sdp += kFragments[random() % std::size(kFragments)];
      sdp += random() % 8 == 0 ? "" : "\n";
    }
    Fuzz(sdp);
  }
}

TEST(FuzzSdpTest, EditsKeepTheirContractOnRandomlyChangedBytes) {
  constexpr absl::string_view kSdp =
      "v=0\r\na=group:BUNDLE 0 1\r\nm=audio 9 RTP/AVP 0 8\r\na=mid:0\r\n"
      "a=sframe\r\nm=video 9 RTP/AVP 96 97\r\na=rtpmap:97 rtx/90000\r\n"
      "a=mid:1\r\n";
  std::mt19937 random(2);
  for (int i = 0; i < 30000; ++i) {
    std::string sdp(kSdp);
    for (size_t n = random() % 4; n > 0; --n) {
      sdp[random() % sdp.size()] = static_cast<char>(random());
    }
    Fuzz(sdp);
  }
}

}  // namespace
}  // namespace sealframe
