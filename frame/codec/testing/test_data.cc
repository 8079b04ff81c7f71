// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/testing/test_data.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "sealframe/crypto/hex.h"

namespace sealframe {

std::vector<uint8_t> FromHex(std::string hex) {
  hex.erase(std::remove(hex.begin(), hex.end(), ' '), hex.end());
  return ParseHex(hex).value();
}

std::vector<uint8_t> RandomBytes(std::mt19937& random, size_t size) {
  std::vector<uint8_t> bytes(size);
  for (uint8_t& byte : bytes) {
    byte = static_cast<uint8_t>(random());
  }
  return bytes;
}

std::vector<uint8_t> HostileBytes(std::mt19937& random, size_t max_size) {
  constexpr uint8_t kFavourites[] = {0, 0,    0,    0,    1,    1,    2,   3,
                                     3, 0x26, 0x65, 0x67, 0x0a, 0x32, 0x80};
  std::vector<uint8_t> bytes = RandomBytes(random, random() % (max_size + 1));
  for (uint8_t& byte : bytes) {
    const size_t pick = random() % (sizeof(kFavourites) + 2);
    byte = pick < sizeof(kFavourites) ? kFavourites[pick] : byte;
  }
  return bytes;
}

std::vector<uint8_t> Cut(const std::vector<uint8_t>& bytes, size_t size) {
  return {bytes.data(), bytes.data() + size};
}

std::vector<std::vector<std::string>> ReadTable(const std::string& path,
                                                size_t columns) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') {
      continue;
    }
    std::vector<std::string> row = absl::StrSplit(line, ' ');
    if (row.size() != columns) {
      return {};
    }
    std::replace(row.begin(), row.end(), std::string("-"), std::string());
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace sealframe
