// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/replaced_file.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

class ReplacedFileTest : public ::testing::Test {
 protected:
  ReplacedFileTest() {
    folder_ = ::testing::TempDir() + "/replaced.XXXXXX";
    EXPECT_NE(mkdtemp(folder_.data()), nullptr);
    path_ = folder_ + "/file";
  }

  std::set<std::string> Names() const {
    std::set<std::string> names;
    DIR* const open = opendir(folder_.c_str());
    while (const dirent* const entry = readdir(open)) {
      if (entry->d_name[0] != '.') {
        names.insert(entry->d_name);
      }
    }
    closedir(open);
    return names;
  }

  std::string Contents() const {
    std::ifstream file(path_);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  void Put(const std::string& text) const { std::ofstream(path_) << text; }

  std::string folder_;
  std::string path_;
};

bool Write(const ReplacedFile& file, const std::string& text) {
  return write(file.fd(), text.data(), text.size()) ==
         static_cast<ssize_t>(text.size());
}

TEST_F(ReplacedFileTest, FileAppearsWhenItIsCommitted) {
  Put("old");
  ReplacedFile file(path_, 0666);
  ASSERT_TRUE(file.Create());
  ASSERT_TRUE(Write(file, "new"));
  EXPECT_EQ(Contents(), "old");
  EXPECT_EQ(Names().size(), 2u);
  ASSERT_TRUE(file.Commit());
  EXPECT_EQ(Contents(), "new");
  EXPECT_EQ(Names(), std::set<std::string>{"file"});
}

TEST_F(ReplacedFileTest, FileKeepsThePermissionsOfTheOneThatItReplaces) {
  Put("old");
  for (const mode_t mode : {0600u, 0640u, 0666u}) {
    ASSERT_EQ(chmod(path_.c_str(), mode), 0);
    ReplacedFile file(path_, 0666);
    ASSERT_TRUE(file.Create());
    ASSERT_TRUE(file.Commit());
    struct stat info;
    ASSERT_EQ(stat(path_.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, mode);
  }
}

TEST_F(ReplacedFileTest, NewFileHasTheGivenPermissionsUnderTheMask) {
  const mode_t before = umask(0022);
  for (const auto& [given, want] : {std::pair<mode_t, mode_t>{0666u, 0644u},
                                    std::pair<mode_t, mode_t>{0600u, 0600u}}) {
    ReplacedFile file(path_, given);
    ASSERT_TRUE(file.Create());
    ASSERT_TRUE(file.Commit());
    struct stat info;
    ASSERT_EQ(stat(path_.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, want);
    ASSERT_EQ(unlink(path_.c_str()), 0);
  }
  umask(before);
}

TEST_F(ReplacedFileTest, FileBehindASymbolicLinkIsReplaced) {
  Put("old");
  const std::string link = folder_ + "/link";
  ASSERT_EQ(symlink("file", link.c_str()), 0);
  ReplacedFile file(link, 0666);
  ASSERT_TRUE(file.Create());
  ASSERT_TRUE(Write(file, "new"));
  ASSERT_TRUE(file.Commit());
  EXPECT_EQ(Contents(), "new");
  struct stat info;
  ASSERT_EQ(lstat(link.c_str(), &info), 0);
  EXPECT_TRUE(S_ISLNK(info.st_mode));
}

TEST_F(ReplacedFileTest, LinkToNothingIsAnError) {
  ASSERT_EQ(symlink("none", path_.c_str()), 0);
  ReplacedFile file(path_, 0666);
  EXPECT_FALSE(file.Create());
}

TEST_F(ReplacedFileTest, FileThatIsNotCommittedIsRemoved) {
  Put("old");
  {
    ReplacedFile file(path_, 0666);
    ASSERT_TRUE(file.Create());
    ASSERT_TRUE(Write(file, "new"));
  }
  EXPECT_EQ(Contents(), "old");
  EXPECT_EQ(Names(), std::set<std::string>{"file"});
}

TEST_F(ReplacedFileTest, FolderThatIsMissingIsAnError) {
  ReplacedFile file(folder_ + "/none/file", 0666);
  EXPECT_FALSE(file.Create());
}

// EndedBy returns how a process ends that gets `signal` while it writes.
int EndedBy(const std::string& path, int signal, bool ignored) {
  const pid_t child = fork();
  if (child == 0) {
    if (ignored) {
      ::signal(signal, SIG_IGN);
    }
    const rlimit no_core = {};
    setrlimit(RLIMIT_CORE, &no_core);
    ReplacedFile file(path, 0666);
    if (!file.Create() || !Write(file, "half") || raise(signal) != 0 ||
        !file.Commit()) {
      _exit(1);
    }
    _exit(0);
  }
  int state = 0;
  EXPECT_EQ(waitpid(child, &state, 0), child);
  return state;
}

TEST_F(ReplacedFileTest, SignalThatEndsTheProcessLeavesNoUnfinishedFile) {
  Put("old");
  for (const int signal :
       {SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGPIPE, SIGTERM, SIGXCPU, SIGXFSZ}) {
    const int state = EndedBy(path_, signal, /*ignored=*/false);
    EXPECT_TRUE(WIFSIGNALED(state));
    EXPECT_EQ(WTERMSIG(state), signal);
    EXPECT_EQ(Contents(), "old");
    EXPECT_EQ(Names(), std::set<std::string>{"file"});
  }
}

TEST_F(ReplacedFileTest, SignalThatIsIgnoredStaysSo) {
  const int state = EndedBy(path_, SIGHUP, /*ignored=*/true);
  EXPECT_TRUE(WIFEXITED(state));
  EXPECT_EQ(WEXITSTATUS(state), 0);
  EXPECT_EQ(Contents(), "half");
}

}  // namespace
}  // namespace sealframe
