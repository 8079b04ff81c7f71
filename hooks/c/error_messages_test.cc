// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Errors of the C interface name its own calls.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

using Attempt = std::function<sealframe_status(sealframe_error* error)>;

// ErrorOf returns the message of an attempt that fails.
std::string ErrorOf(const Attempt& attempt) {
  auto error = Defaults<sealframe_error>();
  EXPECT_NE(attempt(&error), SEALFRAME_OK);
  return error.message;
}

sealframe_provider_options SharedKeyOptions() {
  auto options = Options();
  options.key_mode = SEALFRAME_KEY_SHARED;
  return options;
}

class ErrorMessagesTest : public testing::Test {
 protected:
  // Set returns an attempt to set key 0 of `participant`.
  static Attempt Set(const ProviderHandle& provider, const char* participant,
                     size_t key_size = kTestKey.size()) {
    return [&provider, participant, key_size](sealframe_error* error) {
      return sealframe_provider_set_key(provider.get(), participant, 0, 0,
                                        kTestKey.data(), key_size, error);
    };
  }
  static Attempt Activate(const ProviderHandle& provider,
                          const char* participant) {
    return [&provider, participant](sealframe_error* error) {
      return sealframe_provider_activate(provider.get(), participant, 0, error);
    };
  }
  static Attempt AddLocal(const ProviderHandle& provider,
                          const char* participant) {
    return [&provider, participant](sealframe_error* error) {
      return sealframe_provider_add_local_participant(
          provider.get(), participant, nullptr, error);
    };
  }
  static Attempt Ratchet(const ProviderHandle& provider,
                         const char* participant) {
    return [&provider, participant](sealframe_error* error) {
      return sealframe_provider_ratchet(provider.get(), participant, error);
    };
  }
  static Attempt MakeSession(const ProviderHandle& provider) {
    return [&provider](sealframe_error* error) {
      SessionHandle session;
      return sealframe_session_create(provider.get(), nullptr, Out(&session),
                                      error);
    };
  }

  const ProviderHandle empty_ = NewProvider();
  const ProviderHandle shared_ = NewProvider(SharedKeyOptions());
  const End alice_ = AlicesEnd();
  const End bob_ = BobsEnd();
};

TEST_F(ErrorMessagesTest, NameTheCallThatIsMissing) {
  EXPECT_THAT(ErrorOf(MakeSession(empty_)),
              HasSubstr("call sealframe_provider_set_key or "
                        "sealframe_provider_set_shared_key first"));
  EXPECT_THAT(ErrorOf(Activate(empty_, "carol")),
              HasSubstr("sealframe_provider_add_local_participant"));
  EXPECT_THAT(ErrorOf(Set(shared_, "carol")),
              HasSubstr("sealframe_provider_set_shared_key"));
  EXPECT_THAT(ErrorOf(AddLocal(bob_.provider, "alice")),
              HasSubstr("sealframe_provider_remove_participant"));
}

TEST_F(ErrorMessagesTest, NameNoCallOfCppAndAreNotCutOff) {
  const std::vector<Attempt> attempts = {
      MakeSession(empty_),
      Activate(empty_, "carol"),
      Activate(bob_.provider, "alice"),
      AddLocal(alice_.provider, "alice"),
      AddLocal(bob_.provider, "alice"),
      AddLocal(shared_, "carol"),
      Ratchet(alice_.provider, "alice"),
      Ratchet(empty_, "carol"),
      Set(alice_.provider, "alice"),
      Set(alice_.provider, "carol"),
      Set(empty_, "carol", 15),
      Set(empty_, "carol", SIZE_MAX),
      Set(shared_, "carol"),
  };
  for (const Attempt& attempt : attempts) {
    EXPECT_THAT(ErrorOf(attempt),
                AllOf(Not(SizeIs(0)), SizeIs(testing::Lt(255u)),
                      Not(HasSubstr("`")), Not(HasSubstr("SetKey")),
                      Not(HasSubstr("Participant")), Not(HasSubstr("Retire"))));
  }
}

TEST_F(ErrorMessagesTest, NameAParticipantAsItIs) {
  EXPECT_THAT(ErrorOf(Activate(empty_, "SetKey")), HasSubstr("SetKey"));
}

}  // namespace
}  // namespace sealframe
