#!/usr/bin/env bash
# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
#
# Fetches the archive of a Debian source package into the current folder:
#   fetch_debian_source.sh PACKAGE VERSION ARCHIVE SHA256
# It downloads from the Debian archive that this system is configured for, with
# apt's lists in a private folder, so it needs no root and does not change the
# system. VERSION is the tested version; a version that replaced it with the
# same upstream archive is accepted too.
set -euo pipefail
readonly package=$1 version=$2 archive=$3 sha256=$4
readonly cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/sealframe
readonly log=$cache/apt/log

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

sha256_of() { sha256sum <"$1" | cut -d' ' -f1; }

matches() { [ -f "$1" ] && [ "$(sha256_of "$1")" = "$sha256" ]; }

# source_apt COMMAND... runs an apt command on Debian's source packages only.
source_apt() {
  "$1" -q -o Dir::Etc::SourceList="$cache/apt/sources.list" -o Dir::Etc::SourceParts=- \
    -o Dir::State::Lists="$cache/apt/lists" -o Dir::Cache="$cache/apt" \
    -o APT::Sandbox::User= -o Acquire::Retries=2 "${@:2}" 2>>"$log"
}

# update fetches the source package lists from the archives that the binary
# package lists came from.
update() {
  # shellcheck disable=SC2016
  apt-get indextargets 'Identifier: Packages' 'Origin: Debian' \
    --format 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' >"$cache/apt/sources.list" 2>>"$log"
  [ -s "$cache/apt/sources.list" ] ||
    fail "apt knows no Debian archive here that it has the lists of: run apt-get update as root."
  source_apt apt-get update -o APT::Update::Error-Mode=any >>"$log"
}

# versions prints the versions of the package that have the pinned archive.
versions() {
  [ -s "$cache/apt/sources.list" ] || return 0
  source_apt apt-cache showsrc --only-source "$package" |
    awk -v line=" $sha256 " -v archive="$archive" '
      /^Version:/ { version = $2 }
      index($0, line) && $NF == archive { print version }' | sort -u
}

# download fetches the archive of one of these versions; false if it cannot.
download() {
  local found
  found=$(versions)
  grep -qxF "$version" <<<"$found" && found=$version
  [ -n "$found" ] &&
    source_apt apt-get source --download-only "$package=$(tail -n 1 <<<"$found")" >>"$log"
}

# explain reports why the archive could not be fetched.
explain() {
  local known
  if ! source_apt apt-get update -o APT::Update::Error-Mode=any >>"$log"; then
    fail "Cannot get $package $version: the Debian archive cannot be reached." \
      "$(grep -E '^(E|W|Err)' "$log" | sort -u | tail -n 5)" \
      "Is there a network, and does apt-get update work?"
  fi
  known=$(source_apt apt-cache showsrc --only-source "$package" |
    awk -v archive="$archive" '/^Version:/ { v = $2 } /^Checksums-Sha256:/ { on = 1; next }
      /^[^ ]/ { on = 0 } on && $NF == archive { print "  " $1 " in version " v }' | sort -u)
  [ -z "$known" ] ||
    fail "$archive of $package does not have the sha256 that is pinned in deps.bzl." \
      "Pinned:" "  $sha256" "The Debian archive has:" "$known"
  fail "The Debian archive has no version of $package with $archive any more." \
    "CONTRIBUTING.md says how to update a pin."
}

# fill_cache downloads the archive, verifies it and adds it to the cache.
fill_cache() {
  mkdir -p "$cache/apt/lists/partial" "$cache/apt/archives/partial"
  exec 9>"$cache/apt/lock" && flock 9
  : >"$log"
  cd "$cache/apt"
  download || { update && download; } || explain
  matches "$archive" ||
    fail "$archive of $package $version was not downloaded as it is pinned in deps.bzl." \
      "Pinned:" "  $sha256" "Downloaded:" "  $(sha256_of "$archive")"
  mv "$archive" "$cache/$archive"
  cd "$OLDPWD"
}

matches "$cache/$archive" || fill_cache
cp "$cache/$archive" "$archive"
