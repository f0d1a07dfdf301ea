// SPDX-License-Identifier: LGPL-2.1-or-later
// Counts the starts that wait for clients.
#include "driver/entries/waiting.hpp"

#include <atomic>

#include "conf/model/gettext.hpp"
#include "driver/entries/daemon.hpp"
#include "driver/report.hpp"

namespace chardev::driver {

namespace {

std::atomic<unsigned> waiting{0};

bool take_place(unsigned limit)
{
    unsigned now = waiting.load();
    while (now < limit)
        if (waiting.compare_exchange_weak(now, now + 1)) return true;
    return false;
}

}  // namespace

WaitingPlace::~WaitingPlace()
{
    if (taken_) waiting.fetch_sub(1);
}

bool WaitingPlace::take_if(bool waits)
{
    if (!waits || taken_) return true;
    const unsigned limit = waiting_limit();
    taken_ = take_place(limit);
    if (!taken_)
        report(
            {ErrorKind::denied,
             {},
             format(
                 _("'%u' guests are waiting for clients of their listening ports already, and more could block the daemon; connect to one of them, destroy one, or add <nowait/> to the <listen> elements of this guest"),
                 limit)});
    return taken_;
}

unsigned waiting_limit()
{
    static const unsigned limit = allowed_waiting();
    return limit;
}

}  // namespace chardev::driver
