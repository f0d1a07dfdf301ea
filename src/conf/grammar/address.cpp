// SPDX-License-Identifier: LGPL-2.1-or-later
// Checks the address of a host: IPv4, IPv6 (bracketed or bare, with or without a zone), or a host name.
// Strictness is safety here: libvirt and QEMU paste hosts into comma-separated option lists.
#include "conf/grammar/value.hpp"

#include <algorithm>

#include <arpa/inet.h>

#include "conf/model/gettext.hpp"

namespace chardev {

namespace {

constexpr std::size_t name_limit = 253;  // of a DNS name
constexpr std::size_t zone_limit = 15;   // of an interface name

bool is_name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool is_zone(std::string_view zone)
{
    return !zone.empty() && zone.size() <= zone_limit &&
           std::all_of(zone.begin(), zone.end(), [](char c) { return is_name_character(c) || c == '.'; });
}

bool is_ipv4(const std::string &text)
{
    in_addr address;
    return inet_pton(AF_INET, text.c_str(), &address) == 1;
}

bool is_ipv6(const std::string &text)
{
    const std::size_t percent = text.find('%');
    if (percent != std::string::npos && !is_zone(std::string_view(text).substr(percent + 1))) return false;
    in6_addr address;
    return inet_pton(AF_INET6, text.substr(0, percent).c_str(), &address) == 1;
}

bool is_label(std::string_view label)
{
    return !label.empty() && label.front() != '-' && std::all_of(label.begin(), label.end(), is_name_character);
}

// What consists of digits and dots alone is an IPv4 address or a mistake.
bool is_host_name(std::string_view text)
{
    if (text.size() > name_limit || text.find_first_not_of("0123456789.") == std::string_view::npos) return false;
    if (text.ends_with('.')) text.remove_suffix(1);
    for (std::size_t dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.')) {
        if (!is_label(text.substr(0, dot))) return false;
        text.remove_prefix(dot + 1);
    }
    return is_label(text);
}

}  // namespace

std::string read_address(Reader &in, const char *name, const std::string &text)
{
    const bool bracketed = text.size() > 2 && text.front() == '[' && text.back() == ']';
    std::string bare = bracketed ? text.substr(1, text.size() - 2) : text;
    if (text.empty())
        in.doubt(format(_("the attribute '%s' is empty; write an IP address or a host name, or leave it out"), name));
    else if (text.find(',') != std::string::npos)
        in.doubt(
            format(_("the address '%s' contains a comma; write one IP address or one host name"), shown(text).c_str()));
    else if ((bracketed || bare.find(':') != std::string::npos) && !is_ipv6(bare))
        in.doubt(format(_("the address '%s' is not an IPv6 address; a port number has an attribute of its own"),
                        shown(text).c_str()));
    else if (!is_ipv4(bare) && !is_ipv6(bare) && !is_host_name(bare))
        in.doubt(
            format(_("the address '%s' is neither an IP address nor a host name; correct it"), shown(text).c_str()));
    return bare;
}

std::string read_own_address(Reader &in, const char *name, const std::string &text)
{
    return text == "*" ? text : read_address(in, name, text);
}

}  // namespace chardev
