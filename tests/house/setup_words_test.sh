# SPDX-License-Identifier: LGPL-2.1-or-later
# What ./setup is asked for that it does not know ends at once, with its usage, before anything is installed or built.
# shellcheck shell=sh disable=SC2086
. "$abs_top_srcdir/tests/tap.sh"

setup=$abs_top_srcdir/setup
BUILD_DIR=$(mktemp -u)
export BUILD_DIR
refused()
{
    said=$("$setup" "$@" 2>&1 </dev/null)
    [ $? = 2 ] || { echo "it does not end with 2: $said"; return 1; }
    contains "$said" "Usage: ./setup run" && [ ! -e "$BUILD_DIR" ]
}

while read -r words; do
    check "./setup $words" refused $words
done <<'EOT'
frob
check --frob
check --werror check
check-more frob
build frob
run --frob
packages --werror
check-xen --keep
EOT
check "no word at all" refused
check "help is no mistake" "$setup" help
finish
