// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/testing/crash_model.h"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sealframe/keyring/testing/file_calls.h"

namespace sealframe {
namespace {

// KeepLast makes the last version the only one.
template <typename Versions>
void KeepLast(Versions* versions) {
  versions->erase(versions->begin(), versions->end() - 1);
}

template <typename Key, typename Versions>
void KeepLastOfAll(std::map<Key, Versions>* things) {
  for (auto& thing : *things) {
    KeepLast(&thing.second);
  }
}

// Append adds the versions of a file that `data` is appended to: all of it,
// last, and before that each part of it, and zeros in its place.
void Append(const std::string& data, std::vector<std::string>* versions) {
  const std::string before = versions->back();
  versions->push_back(before + std::string(data.size(), '\0'));
  for (size_t size = 1; size <= data.size(); ++size) {
    versions->push_back(before + data.substr(0, size));
  }
}

}  // namespace

// Files of the past have negative numbers, which calls do not use.
CrashModel::CrashModel(const FolderState& files) : may_be_gone_(false) {
  int number = 0;
  for (const auto& [name, content] : files) {
    names_[name] = {--number};
    contents_[number] = {content};
  }
}

CrashModel::Files& CrashModel::FilesOf(const std::string& name) {
  return names_.emplace(name, Files{0}).first->second;
}

void CrashModel::Apply(const FileCall& call) {
  switch (call.kind) {
    case FileCall::Kind::kCreate:
      FilesOf(call.name).push_back(call.file);
      contents_[call.file] = {""};
      return;
    case FileCall::Kind::kWrite:
      return Append(call.data, &contents_.at(call.file));
    case FileCall::Kind::kSyncFile:
      return KeepLast(&contents_.at(call.file));
    case FileCall::Kind::kSyncFolder:
      return KeepLastOfAll(&names_);
    case FileCall::Kind::kSyncAll:
      KeepLastOfAll(&names_);
      KeepLastOfAll(&contents_);
      may_be_gone_ = false;
      return;
    case FileCall::Kind::kRename:
      FilesOf(call.new_name).push_back(FilesOf(call.name).back());
      FilesOf(call.name).push_back(0);
      return;
    case FileCall::Kind::kUnlink:
      FilesOf(call.name).push_back(0);
      return;
  }
}

FolderState CrashModel::Now() const {
  FolderState state;
  for (const auto& [name, files] : names_) {
    if (files.back() != 0) {
      state[name] = contents_.at(files.back()).back();
    }
  }
  return state;
}

// A file with two names is taken to have any two of its versions, which is more
// than can happen.
std::set<FolderState> CrashModel::AfterPowerFailure() const {
  std::set<FolderState> states = {{}};
  for (const auto& [name, files] : names_) {
    std::set<FolderState> longer;
    for (const int file : std::set<int>(files.begin(), files.end())) {
      for (const FolderState& state : states) {
        if (file == 0) {
          longer.insert(state);
          continue;
        }
        for (const std::string& content : contents_.at(file)) {
          FolderState with = state;
          with[name] = content;
          longer.insert(std::move(with));
        }
      }
    }
    states = std::move(longer);
  }
  if (may_be_gone_) {
    states.insert(FolderState());
  }
  return states;
}

}  // namespace sealframe
