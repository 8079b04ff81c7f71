// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/structs.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe {

namespace {

// A struct that has grown: older callers do not have `second`.
struct Grown {
  size_t struct_size;
  uint64_t first;
  uint64_t second;
};

constexpr size_t kOld = offsetof(Grown, second);
constexpr size_t kNewer = sizeof(Grown) + 16;

// Caller is the memory of a caller whose struct has `size` bytes.
class Caller {
 public:
  explicit Caller(size_t size, uint8_t fill = 0)
      : words_(kMaxStructSize / sizeof(uint64_t) + 1) {
    std::memset(words_.data(), fill, words_.size() * sizeof(uint64_t));
    get()->struct_size = size;
  }
  Grown* get() { return reinterpret_cast<Grown*>(words_.data()); }
  uint8_t& byte(size_t i) {
    return reinterpret_cast<uint8_t*>(words_.data())[i];
  }

 private:
  std::vector<uint64_t> words_;
};

TEST(StructsTest, FieldsThatAnOlderCallerDoesNotHaveReadAsZero) {
  Caller caller(kOld, 0xee);  // The bytes behind are not the struct's.
  Grown read = {};
  ASSERT_TRUE(ReadStruct(caller.get(), &read));
  EXPECT_EQ(read.first, 0xeeeeeeeeeeeeeeee);
  EXPECT_EQ(read.second, 0u);
}

TEST(StructsTest, StructOfTheSameSizeReadsWhole) {
  Caller caller(sizeof(Grown), 0xee);
  Grown read = {};
  ASSERT_TRUE(ReadStruct(caller.get(), &read));
  EXPECT_EQ(read.second, 0xeeeeeeeeeeeeeeee);
}

TEST(StructsTest, LargerStructReadsOnlyIfItsUnknownTailIsZero) {
  Caller caller(kNewer);
  caller.get()->second = 2;
  Grown read = {};
  ASSERT_TRUE(ReadStruct(caller.get(), &read));
  EXPECT_EQ(read.second, 2u);
  caller.byte(kNewer) = 1;  // Behind the struct.
  EXPECT_TRUE(ReadStruct(caller.get(), &read));
  for (const size_t place : {sizeof(Grown), kNewer - 1}) {
    Caller says_more(kNewer);
    says_more.byte(place) = 1;
    EXPECT_FALSE(ReadStruct(says_more.get(), &read)) << place;
  }
}

TEST(StructsTest, ImpossibleStructSizesAreRefused) {
  Grown read = {};
  EXPECT_EQ(StructSize<Grown>(nullptr), 0u);
  EXPECT_FALSE(ReadStruct<Grown>(nullptr, &read));
  for (const size_t size :
       {size_t{0}, sizeof(size_t), kOld + 1, kMaxStructSize + 8, SIZE_MAX}) {
    Caller caller(size);
    EXPECT_EQ(StructSize(caller.get()), 0u) << size;
    EXPECT_FALSE(ReadStruct(caller.get(), &read)) << size;
  }
  Caller largest(kMaxStructSize);
  EXPECT_TRUE(ReadStruct(largest.get(), &read));
}

TEST(StructsTest, WriteFillsKnownFieldsAndZerosTheRest) {
  for (const size_t size : {kOld, sizeof(Grown), kNewer}) {
    Caller caller(size, 0xee);
    WriteStruct({.struct_size = 0, .first = 1, .second = 2}, caller.get());
    EXPECT_EQ(caller.get()->struct_size, size);
    EXPECT_EQ(caller.get()->first, 1u);
    if (size >= sizeof(Grown)) {
      EXPECT_EQ(caller.get()->second, 2u);
    }
    for (size_t i = sizeof(Grown); i < size; ++i) {
      EXPECT_EQ(caller.byte(i), 0) << i;
    }
    EXPECT_EQ(caller.byte(size), 0xee) << "behind the end of " << size;
  }
}

}  // namespace
}  // namespace sealframe
