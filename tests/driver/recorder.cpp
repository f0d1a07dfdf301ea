// SPDX-License-Identifier: LGPL-2.1-or-later
// The fake's entries, which record each call; generated from the signatures of the real ones.
#include <cstring>
#include <type_traits>

#include "driver/fake_stock.hpp"
#include "driver/load/entry_list.hpp"
#include "driver/load/libvirt_private.hpp"

namespace fake {

namespace {

using chardev::driver::Api;
using chardev::driver::id_of_entry;
using chardev::driver::ReachedBy;

constexpr auto whole_list = std::tuple_cat(chardev::driver::entry_list, chardev::driver::writer_list);

class Notes {
public:
    explicit Notes(const char *function) : call_{function, {}, 0} {}

    void note(const char *text)
    {
        if (text) call_.texts.emplace_back(text);
    }
    void note(virTypedParameterPtr params) { params_ = params; }
    void note(int number)
    {
        for (int i = 0; params_ && i < number; ++i)
            if (params_[i].type == VIR_TYPED_PARAM_STRING)
                call_.texts.emplace_back(std::string(params_[i].field) + '=' + params_[i].value.s);
        params_ = nullptr;
        call_.flags = static_cast<unsigned long>(number);
    }
    void note(unsigned number) { call_.flags = number; }
    void note(unsigned long number) { call_.flags = number; }
    void note(unsigned long long) {}
    void note(const void *) {}

    [[nodiscard]] const Call &call() const { return call_; }

private:
    Call call_;
    virTypedParameterPtr params_ = nullptr;
};

virDomainPtr some_domain(virConnectPtr conn)
{
    constexpr unsigned char uuid[VIR_UUID_BUFLEN] = {1};
    return chardev::driver::libvirt_private().get_domain(conn, "fake", uuid, -1);
}

template <class R, class First>
R answer(const std::string &function, First first)
{
    const auto &numbers = StockDriver::instance().numbers;
    const auto &texts = StockDriver::instance().texts;
    const int number = numbers.contains(function) ? numbers.at(function) : 0;
    if constexpr (std::is_same_v<R, int>)
        return number;
    else if constexpr (std::is_same_v<R, char *>)
        return number < 0 ? nullptr : ::strdup(texts.contains(function) ? texts.at(function).c_str() : "<domain/>");
    else if constexpr (std::is_same_v<R, virDomainPtr> && std::is_same_v<First, virConnectPtr>)
        return number < 0 ? nullptr : some_domain(first);
    else
        return nullptr;
}

/// Numbers that go out through a pointer are canned under "function=".
void put(const std::string &function, int *number)
{
    if (!number) return;
    const auto &numbers = StockDriver::instance().numbers;
    const auto found = numbers.find(function + '=');
    *number = found == numbers.end() ? 0 : found->second;
}
template <class T>
void put(const std::string &, T)
{
}

template <std::size_t Index>
constexpr const char *function_at = std::get<Index>(whole_list).function;

template <std::size_t Index, class Signature>
struct Recorder;

template <std::size_t Index, class R, class First, class... A>
struct Recorder<Index, R (*Api::*)(First, A...)> {
    static R call(First first, A... arguments)
    {
        Notes notes(function_at<Index>);
        (notes.note(arguments), ...);
        StockDriver::instance().record(notes.call());
        (put(function_at<Index>, arguments), ...);
        return answer<R>(function_at<Index>, first);
    }
};

template <std::size_t Index, auto Member>
void install(chardev::driver::StockDriver &measured, chardev::driver::Table &table, ReachedBy<Member>)
{
    if (const auto index = measured.index_of(&id_of_entry<Member>))
        table[index] = reinterpret_cast<void *>(&Recorder<Index, decltype(Member)>::call);
}

template <std::size_t... Indices>
void install_all(chardev::driver::StockDriver &measured, chardev::driver::Table &table, std::index_sequence<Indices...>)
{
    (install<Indices>(measured, table, std::get<Indices>(whole_list)), ...);
}

}  // namespace

void install_recorders(chardev::driver::StockDriver &measured, chardev::driver::Table &table)
{
    install_all(measured, table, std::make_index_sequence<std::tuple_size_v<decltype(whole_list)>>());
}

}  // namespace fake
