#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every C and C++ file is laid out as .clang-format says. Other releases of clang-format lay out differently: these skip.
set -eu
top=${abs_top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
cd "$top"
release=14

skip() { echo "1..0 # SKIP $*"; exit 0; }

for program in "clang-format-$release" clang-format; do
    case $("$program" --version 2>/dev/null) in *" version $release."*) break ;; esac
    program=
done
[ -n "$program" ] || skip "there is no clang-format $release here, and other releases lay out differently"
files=$(git -c safe.directory="$(pwd -P)" ls-files '*.cpp' '*.hpp' '*.c' '*.h' 2>/dev/null) && [ -n "$files" ] ||
    skip "only a git checkout tells which files are the project's"

if [ "${1-}" = --write ]; then
    # shellcheck disable=SC2086
    exec "$program" -i $files
fi

echo 1..2
if printf 'int  a ;\n' | "$program" --dry-run -Werror --assume-filename=src/a.cpp 2>/dev/null; then
    echo "not ok 1 - the check does not catch its own example"
    exit 1
fi
echo "ok 1 - A file that is laid out differently is caught"
# shellcheck disable=SC2086
if found=$("$program" --dry-run -Werror $files 2>&1); then
    echo "ok 2 - Every C and C++ file is laid out as .clang-format says"
else
    echo "not ok 2 - Every C and C++ file is laid out as .clang-format says: run 'make format'"
    echo "$found" | grep ': error:' | cut -d: -f1,2 | sort -u | head -n 40 | sed 's/^/# /'
    exit 1
fi
