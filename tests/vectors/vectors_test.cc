// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests that every vector file is complete. Other tests use the vectors.

#include <cstddef>
#include <ostream>
#include <string>

#include "gtest/gtest.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

struct Family {
  const char* name;
  size_t vectors;
};
void PrintTo(const Family& family, std::ostream* os) { *os << family.name; }

class VectorsTest : public TestWithParam<Family> {};

INSTANTIATE_TEST_SUITE_P(
    All, VectorsTest,
    Values(Family{"dave_frame", 38}, Family{"dave_key_schedule", 16},
           Family{"dave_reroll", 1}, Family{"getstream_frame", 15},
           Family{"jframe", 3}, Family{"livekit_av1", 6},
           Family{"livekit_behaviour", 14}, Family{"livekit_captured", 40},
           Family{"livekit_data_packet", 1}, Family{"livekit_frame", 44},
           Family{"livekit_key", 5}, Family{"livekit_packet_trailer", 1},
           Family{"livekit_ratchet", 6}, Family{"livekit_sif", 5},
           Family{"sframe_aes_ctr_hmac", 6}, Family{"sframe_cameras", 2},
           Family{"sframe_frame", 8}, Family{"sframe_header", 289},
           Family{"sframe_independent", 576},
           Family{"sframe_independent_header", 273},
           Family{"sframe_independent_mls_kid", 19},
           Family{"sframe_independent_per_ssrc", 64},
           Family{"sframe_independent_ratchet", 64},
           Family{"sframe_independent_sender_kid", 13},
           Family{"sframe_per_ssrc", 12}, Family{"sframe_ratchet", 12},
           Family{"wycheproof_aes_gcm", 133}, Family{"wycheproof_hkdf", 164}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(VectorsTest, FileHasTheExpectedNumberOfVectors) {
  size_t vectors = 0;
  RunVectorFile(std::string("tests/vectors/") + GetParam().name + ".txt",
                [&](VectorBlock& block) {
                  ++vectors;
                  for (const std::string& field : block.Unread()) {
                    block.Ignore(field);
                  }
                });
  EXPECT_EQ(vectors, GetParam().vectors);
}

}  // namespace
}  // namespace sealframe
