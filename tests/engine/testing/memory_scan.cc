// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/engine/testing/memory_scan.h"

#include <sys/wait.h>
#include <unistd.h>

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "absl/types/span.h"

namespace sealframe {
namespace {

// Volatile, so that no compiler unmasks a secret ahead of its comparison.
volatile uint8_t mask = 0xa7;

uint8_t MaskAt(size_t i) { return static_cast<uint8_t>(mask ^ (i * 29)); }

struct Region {
  uintptr_t begin;
  uintptr_t end;
  std::string name;
};

// Regions returns the writable parts of memory.
std::vector<Region> Regions() {
  std::vector<Region> regions;
  std::FILE* const maps = std::fopen("/proc/self/maps", "r");
  char line[512];
  while (std::fgets(line, sizeof(line), maps) != nullptr) {
    unsigned long begin = 0;
    unsigned long end = 0;
    char rights[5] = {};
    char name[256] = "anonymous";
    std::sscanf(line, "%lx-%lx %4s %*s %*s %*s %255s", &begin, &end, rights,
                name);
    if (rights[0] == 'r' && rights[1] == 'w') {
      regions.push_back({.begin = begin, .end = end, .name = name});
    }
  }
  std::fclose(maps);
  return regions;
}

bool IsAt(const uint8_t* memory, const std::vector<uint8_t>& masked) {
  for (size_t i = 0; i < masked.size(); ++i) {
    if ((memory[i] ^ MaskAt(i)) != masked[i]) {
      return false;
    }
  }
  return true;
}

size_t FirstTwo(const uint8_t* memory) {
  return memory[0] | static_cast<size_t>(memory[1]) << 8;
}

void WriteAll(int file, const void* bytes, size_t size) {
  if (write(file, bytes, size) != static_cast<ssize_t>(size)) {
    std::abort();
  }
}

std::string ReadAll(int file) {
  std::string all;
  char bytes[4096];
  for (ssize_t size; (size = read(file, bytes, sizeof(bytes))) > 0;) {
    all.append(bytes, static_cast<size_t>(size));
  }
  return all;
}

// Each secret travels as two texts, its name and its masked bytes, each behind
// its size in one byte.
void Send(int file, const MaskedSecret& secret) {
  const auto name_size = static_cast<uint8_t>(secret.name.size());
  const auto size = static_cast<uint8_t>(secret.masked.size());
  WriteAll(file, &name_size, 1);
  WriteAll(file, secret.name.data(), name_size);
  WriteAll(file, &size, 1);
  WriteAll(file, secret.masked.data(), size);
}

std::vector<MaskedSecret> Receive(const std::string& all) {
  std::vector<MaskedSecret> secrets;
  size_t place = 0;
  const auto next = [&] {
    const auto size = static_cast<uint8_t>(all.at(place));
    std::string text = all.substr(place + 1, size);
    place += 1 + size;
    return text;
  };
  while (place < all.size()) {
    MaskedSecret secret = {.name = next(), .masked = {}};
    const std::string masked = next();
    secret.masked.assign(masked.begin(), masked.end());
    secrets.push_back(std::move(secret));
  }
  return secrets;
}

}  // namespace

MaskedSecret Mask(const std::string& name, absl::Span<const uint8_t> bytes) {
  MaskedSecret secret = {.name = name,
                         .masked = std::vector<uint8_t>(bytes.size())};
  for (size_t i = 0; i < bytes.size(); ++i) {
    secret.masked[i] = bytes[i] ^ MaskAt(i);
  }
  return secret;
}

std::vector<MaskedSecret> InChild(
    const std::function<std::vector<MaskedSecret>()>& derive) {
  int ends[2];
  if (pipe(ends) != 0) {
    std::abort();
  }
  const pid_t child = fork();
  if (child == 0) {
    for (const MaskedSecret& secret : derive()) {
      Send(ends[1], secret);
    }
    _exit(0);
  }
  close(ends[1]);
  const std::string all = ReadAll(ends[0]);
  close(ends[0]);
  int status = -1;
  if (waitpid(child, &status, 0) != child || status != 0) {
    std::abort();
  }
  return Receive(all);
}

std::vector<std::string> FindInMemory(
    const std::vector<MaskedSecret>& secrets) {
  std::bitset<65536> first_two;
  for (const MaskedSecret& secret : secrets) {
    const uint8_t start[2] = {
        static_cast<uint8_t>(secret.masked[0] ^ MaskAt(0)),
        static_cast<uint8_t>(secret.masked[1] ^ MaskAt(1))};
    first_two.set(FirstTwo(start));
  }
  std::vector<std::string> found;
  for (const Region& region : Regions()) {
    const auto* const end = reinterpret_cast<const uint8_t*>(region.end);
    for (const auto* at = reinterpret_cast<const uint8_t*>(region.begin);
         end - at >= 2; ++at) {
      if (!first_two[FirstTwo(at)]) {
        continue;
      }
      for (const MaskedSecret& secret : secrets) {
        if (static_cast<size_t>(end - at) >= secret.masked.size() &&
            IsAt(at, secret.masked)) {
          found.push_back(secret.name + ": " + region.name);
        }
      }
    }
  }
  return found;
}

}  // namespace sealframe
