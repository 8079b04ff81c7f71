// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/last_obu_size.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/leb128.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

// WithSize returns `frame` with a size in its last OBU.
std::vector<uint8_t> WithSize(std::vector<uint8_t> frame) {
  const size_t size = frame.size();
  frame.resize(size + Leb128Size(size), 0xcc);
  frame.resize(AddLastObuSize(size, absl::MakeSpan(frame)));
  return frame;
}

struct Case {
  std::string frame;
  std::string with;
};

TEST(LastObuSizeTest, TheLastObuGetsItsSize) {
  const std::string long_payload(2 * 128, '5');
  for (const Case& c : {Case{"30aabb", "3202aabb"},
                        {"0a01cc30aabb", "0a01cc3202aabb"},
                        {"3408aabb", "360802aabb"},
                        {"30", "3200"},
                        {"30" + long_payload, "328001" + long_payload}}) {
    EXPECT_EQ(WithSize(FromHex(c.frame)), FromHex(c.with)) << c.frame;
  }
}

TEST(LastObuSizeTest, OtherFramesStay) {
  for (const char* hex : {"", "3202aabb", "0a01cc3202aabb", "3203aabb", "32",
                          "34", "3280", "3204aabb"}) {
    EXPECT_EQ(WithSize(FromHex(hex)), FromHex(hex));
  }
}

}  // namespace
}  // namespace sealframe
