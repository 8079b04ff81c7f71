// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/suggestion.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

const std::vector<std::string> kKnown = {"key", "key-index", "key-frame",
                                         "passphrase", "frame seal"};

TEST(SuggestionTest, MistypedNamesFindTheOneThatWasMeant) {
  EXPECT_EQ(Nearest("keyframe", kKnown), "key-frame");
  EXPECT_EQ(Nearest("KEY_INDEX", kKnown), "key-index");
  EXPECT_EQ(Nearest("pass", kKnown), "passphrase");
  EXPECT_EQ(Nearest("passhprase", kKnown), "passphrase");
  EXPECT_EQ(Nearest("frmae sael", kKnown), "frame seal");
  EXPECT_EQ(Nearest("kye", kKnown), "key");
}

TEST(SuggestionTest, UnlikeNamesFindNothing) {
  EXPECT_EQ(Nearest("nonsense", kKnown), "");
  EXPECT_EQ(Nearest("", kKnown), "");
  EXPECT_EQ(Nearest("ke", {"suite", "salt"}), "");
}

}  // namespace
}  // namespace sealframe
