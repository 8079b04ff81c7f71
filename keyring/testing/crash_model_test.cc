// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/testing/crash_model.h"

#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/keyring/testing/file_calls.h"

namespace sealframe {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using Kind = FileCall::Kind;

CrashModel After(const std::vector<FileCall>& calls) {
  CrashModel disk;
  disk.Apply({.kind = Kind::kSyncAll});
  for (const FileCall& call : calls) {
    disk.Apply(call);
  }
  return disk;
}

const FileCall kCreateA = {.kind = Kind::kCreate, .file = 1, .name = "a"};
const FileCall kWrite12 = {.kind = Kind::kWrite, .file = 1, .data = "12"};
const FileCall kSync = {.kind = Kind::kSyncFile, .file = 1};
const FileCall kRenameAToB = {
    .kind = Kind::kRename, .name = "a", .new_name = "b"};
const FileCall kSyncFolder = {.kind = Kind::kSyncFolder};

TEST(CrashModelTest, AnUnsyncedFileMayHaveAnyPartOfItsBytesOrZeros) {
  EXPECT_THAT(
      After({kCreateA, kSyncFolder, kWrite12}).AfterPowerFailure(),
      UnorderedElementsAre(FolderState{{"a", ""}}, FolderState{{"a", "1"}},
                           FolderState{{"a", "12"}},
                           FolderState{{"a", std::string(2, '\0')}}));
}

TEST(CrashModelTest, ASyncedFileMayHaveNoName) {
  EXPECT_THAT(After({kCreateA, kWrite12, kSync}).AfterPowerFailure(),
              UnorderedElementsAre(FolderState{}, FolderState{{"a", "12"}}));
}

TEST(CrashModelTest, AnUnsyncedRenameMayBeHalfDone) {
  EXPECT_THAT(After({kCreateA, kSyncFolder, kRenameAToB}).AfterPowerFailure(),
              UnorderedElementsAre(FolderState{}, FolderState{{"a", ""}},
                                   FolderState{{"b", ""}},
                                   FolderState{{"a", ""}, {"b", ""}}));
}

TEST(CrashModelTest, FilesOfThePastStay) {
  CrashModel disk(FolderState{{"b", "old"}, {"c", ""}});
  EXPECT_EQ(disk.Now(), (FolderState{{"b", "old"}, {"c", ""}}));
  for (const FileCall& call :
       {kCreateA, kWrite12, kSync, kSyncFolder, kRenameAToB}) {
    disk.Apply(call);
  }
  EXPECT_EQ(disk.Now(), (FolderState{{"b", "12"}, {"c", ""}}));
  EXPECT_THAT(
      disk.AfterPowerFailure(),
      UnorderedElementsAre(FolderState{{"b", "old"}, {"c", ""}},
                           FolderState{{"b", "12"}, {"c", ""}},
                           FolderState{{"a", "12"}, {"b", "old"}, {"c", ""}},
                           FolderState{{"a", "12"}, {"b", "12"}, {"c", ""}}));
}

TEST(CrashModelTest, SyncedFilesAndNamesStay) {
  const CrashModel disk =
      After({kCreateA, kWrite12, kSync, kRenameAToB, kSyncFolder});
  EXPECT_THAT(disk.AfterPowerFailure(), ElementsAre(disk.Now()));
  EXPECT_EQ(disk.Now(), (FolderState{{"b", "12"}}));
}

TEST(CrashModelTest, AnUnsyncedRemovalMayComeBack) {
  const CrashModel disk =
      After({kCreateA, kSyncFolder, {.kind = Kind::kUnlink, .name = "a"}});
  EXPECT_THAT(disk.AfterPowerFailure(),
              UnorderedElementsAre(FolderState{}, FolderState{{"a", ""}}));
  EXPECT_EQ(disk.Now(), FolderState{});
}

TEST(CrashModelTest, AFolderIsGoneUntilTheFileSystemIsSynced) {
  CrashModel disk;
  for (const FileCall& call : {kCreateA, kSyncFolder}) {
    disk.Apply(call);
  }
  EXPECT_THAT(disk.AfterPowerFailure(), Contains(FolderState{}));
  disk.Apply({.kind = Kind::kSyncAll});
  EXPECT_THAT(disk.AfterPowerFailure(), Not(Contains(FolderState{})));
}

}  // namespace
}  // namespace sealframe
