# SPDX-License-Identifier: LGPL-2.1-or-later
# TAP for test scripts: source it, then `check "what is so" command…` for each fact, and `finish` at the end.
# shellcheck shell=sh
tap_number=0
tap_failed=0

check()
{
    tap_number=$((tap_number + 1))
    tap_name=$1
    shift
    if tap_output=$("$@" 2>&1); then
        echo "ok $tap_number - $tap_name"
    else
        tap_failed=$((tap_failed + 1))
        echo "not ok $tap_number - $tap_name"
        printf '%s\n' "$tap_output" | sed 's/^/# /'
    fi
}

# skip_all REASON
skip_all()
{
    echo "1..0 # SKIP $1"
    exit 0
}

# contains TEXT WHAT
contains()
{
    case $1 in
    *"$2"*) return 0 ;;
    esac
    printf '"%s" is not in:\n%s\n' "$2" "$1"
    return 1
}

# fails STATUS TEXT COMMAND…: ends like this, says TEXT, and writes nothing; the working directory is the test's own
fails()
{
    status=$1 text=$2
    shift 2
    written=$("$@" 2>errors)
    ended=$?
    { [ -z "$written" ] || echo "it writes: $written"; } && contains "$(cat errors)" "$text" && [ $ended = "$status" ] && return
    echo "it ends with $ended, not $status"
    return 1
}

refuses() { ! "$@"; }

finish()
{
    echo "1..$tap_number"
    [ "$tap_failed" = 0 ]
    exit
}
