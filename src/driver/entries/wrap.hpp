// SPDX-License-Identifier: LGPL-2.1-or-later
// Wrappers generated from an entry's signature: they lower the XML that comes in, call the stock entry once, and raise the XML
// that goes out. The first argument of every entry is an object whose connection leads to our table.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include "driver/entries/text.hpp"
#include "driver/entries/waiting.hpp"
#include "driver/entries/xml_input.hpp"
#include "driver/exception_boundary.hpp"
#include "driver/load/entry.hpp"
#include "driver/load/table.hpp"

namespace chardev::driver {

template <auto Entry>
using EntryFunction = std::remove_reference_t<decltype(std::declval<Api &>().*Entry)>;

/// Puts `ours` in place of the stock driver's entry; an entry that the stock driver lacks stays NULL.
template <auto Entry>
void replace(Decorated &table, EntryFunction<Entry> ours)
{
    if (table.api().*Entry) table.entries[table.stock->index_of(&id_of_entry<Entry>)] = reinterpret_cast<void *>(ours);
}

// Which argument is lowered, and how. Each keeps the lowered text for the duration of the call.

template <std::size_t Argument>
struct Xml : XmlInput {
    using XmlInput::XmlInput;
    bool lower_in(auto &arguments) { return lower(std::get<Argument>(arguments)); }
};
template <std::size_t Argument, std::size_t Flags>
struct ArrivedXml : XmlInput {
    using XmlInput::XmlInput;
    bool lower_in(auto &arguments) { return lower_arrived(std::get<Argument>(arguments), std::get<Flags>(arguments)); }
};
template <std::size_t Argument>  // the count follows the array
struct Parameters : ParameterInput {
    using ParameterInput::ParameterInput;
    bool lower_in(auto &arguments) { return lower(std::get<Argument>(arguments), std::get<Argument + 1>(arguments)); }
};
template <std::size_t Argument, std::size_t Flags>
struct ArrivedParameters : ParameterInput {
    using ParameterInput::ParameterInput;
    bool lower_in(auto &arguments)
    {
        return lower_arrived(std::get<Argument>(arguments), std::get<Argument + 1>(arguments),
                             std::get<Flags>(arguments));
    }
};

/// The domain that an entry returned or was called with; nullptr if there is neither.
inline virDomainPtr domain_among(virDomainPtr result, virConnectPtr)
{
    return result;
}
template <class R>
virDomainPtr domain_among(R, virDomainPtr domain)
{
    return domain;
}
template <class R>
virDomainPtr domain_among(R, virConnectPtr)
{
    return nullptr;
}

template <auto Entry, class In, class Signature = EntryFunction<Entry>>
struct LowerCall;

template <auto Entry, class In, class R, class... A>
struct LowerCall<Entry, In, R (*)(A...)> {
    /// `Start`: the call starts the guest, so it takes a place if the document waits for clients.
    template <bool Start>
    static R call(A... values) noexcept
    {
        return exception_boundary([&]() -> R {
            auto arguments = std::make_tuple(values...);
            const Decorated &our = decorated(std::get<0>(arguments));
            In in(our);
            WaitingPlace place;
            if (!in.lower_in(arguments) || (Start && !place.take_if(in.waits()))) return failure<R>();
            const R result = std::apply(our.api().*Entry, arguments);
            if (succeeded(result)) in.log_warnings(domain_among(result, std::get<0>(arguments)));
            return result;
        });
    }
};

template <auto Entry, class Signature = EntryFunction<Entry>>
struct RaiseCall;

template <auto Entry, class Object, class... A>
struct RaiseCall<Entry, char *(*)(Object, A...)> {
    static char *call(Object object, A... values) noexcept
    {
        return exception_boundary([&]() -> char * {
            const Decorated &our = decorated(object);
            Text stock((our.api().*Entry)(object, values...));
            if (!stock) return nullptr;
            const auto raised = chardev::raise(stock.get(), our.policy(), our.view);
            return raised ? copy_for_libvirt(*raised).release() : stock.release();
        });
    }
};

/// XML in.
template <auto Entry, class In>
void lowers(Decorated &table)
{
    replace<Entry>(table, &LowerCall<Entry, In>::template call<false>);
}
/// XML in, and the guest starts from it.
template <auto Entry, class In>
void lower_and_start(Decorated &table)
{
    replace<Entry>(table, &LowerCall<Entry, In>::template call<true>);
}
/// XML out.
template <auto Entry>
void raises(Decorated &table)
{
    replace<Entry>(table, &RaiseCall<Entry>::call);
}

}  // namespace chardev::driver
