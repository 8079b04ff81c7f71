// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/choices.h"

#include <gst/gst.h>

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

// NicksOf returns the nicks of an enum in the order of its values.
std::vector<std::string> NicksOf(GType type) {
  auto* const all = static_cast<GEnumClass*>(g_type_class_ref(type));
  std::vector<std::string> nicks;
  for (guint i = 0; i < all->n_values; ++i) {
    nicks.emplace_back(all->values[i].value_nick);
  }
  g_type_class_unref(all);
  return nicks;
}

TEST(ChoicesTest, ProfilesAreThoseOfTheLibrary) {
  std::vector<std::string> names;
  for (size_t i = 0; sealframe_profile_name(i) != nullptr; ++i) {
    names.emplace_back(sealframe_profile_name(i));
  }
  EXPECT_THAT(NicksOf(ProfileType()), ElementsAreArray(names));
  for (size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(ProfileName({static_cast<int>(i)}), names[i]);
  }
}

TEST(ChoicesTest, OnlySFrameAndDaveRecordCounters) {
  for (size_t i = 0; sealframe_profile_name(i) != nullptr; ++i) {
    const Choice choice = {static_cast<int>(i)};
    const std::string name = ProfileName(choice);
    EXPECT_EQ(RecordsCounters(choice), name == "sframe" || name == "dave")
        << name;
  }
}

TEST(ChoicesTest, SuitesAreThoseOfTheLibrary) {
  std::vector<std::string> names = {"default"};
  for (int id = 1; id < 100; ++id) {
    const char* name = sealframe_suite_name(static_cast<sealframe_suite>(id));
    if (name != nullptr) names.emplace_back(name);
  }
  EXPECT_THAT(NicksOf(SuiteType()), ElementsAreArray(names));
}

TEST(ChoicesTest, KeySizesAreNamedByTheirBits) {
  EXPECT_THAT(NicksOf(KeyBitsType()), ElementsAre("default", "128", "256"));
}

}  // namespace
}  // namespace sealframe::gst
