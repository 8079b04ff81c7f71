// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/suggestion.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace sealframe {
namespace {

constexpr size_t kShortestStart = 3;

// Bare returns a name in the form for comparisons: without dashes and
// underscores, in lower case.
std::string Bare(absl::string_view name) {
  std::string bare;
  for (const char c : name) {
    if (c != '-' && c != '_') {
      bare.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    }
  }
  return bare;
}

// Distance returns the number of characters to insert, remove, replace or swap
// with their neighbour to turn `a` into `b`.
size_t Distance(absl::string_view a, absl::string_view b) {
  std::vector<std::vector<size_t>> d(a.size() + 1,
                                     std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1,
                          d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

// Cost returns how far `known` is from `name`, or npos if they are not alike.
size_t Cost(absl::string_view name, absl::string_view known) {
  const size_t shorter = std::min(name.size(), known.size());
  const bool is_start =
      shorter >= kShortestStart &&
      (absl::StartsWith(name, known) || absl::StartsWith(known, name));
  const size_t distance = Distance(name, known);
  return is_start || 3 * distance <= std::max(name.size(), known.size())
             ? distance
             : absl::string_view::npos;
}

}  // namespace

std::string Nearest(absl::string_view name,
                    const std::vector<std::string>& known) {
  const std::string bare = Bare(name);
  std::string nearest;
  size_t least = absl::string_view::npos;
  for (const std::string& candidate : known) {
    const size_t cost = Cost(bare, Bare(candidate));
    if (cost < least) {
      nearest = candidate;
      least = cost;
    }
  }
  return nearest;
}

}  // namespace sealframe
