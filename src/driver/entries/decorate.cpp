// SPDX-License-Identifier: LGPL-2.1-or-later
// The list of the entries that are ours. One that is not named here or in a decorate_… function is the stock driver's own.
#include "driver/entries/decorate.hpp"

#include <algorithm>

#include "driver/entries/wrap.hpp"

namespace chardev::driver {

std::unique_ptr<Decorated> decorate(std::span<void *const> stock_table, const StockDriver &stock, View view)
{
    auto table = std::make_unique<Decorated>();
    std::copy(stock_table.begin(), stock_table.end(), table->entries.begin());
    table->stock = &stock;
    table->view = view;

    // XML in
    lower_and_start<&Api::domainCreateXML, Xml<1>>(*table);
    lower_and_start<&Api::domainCreateXMLWithFiles, Xml<1>>(*table);
    lower<&Api::connectDomainXMLToNative, Xml<2>>(*table);
    lower<&Api::domainSaveFlags, Xml<2>>(*table);
    lower<&Api::domainSaveParams, Parameters<1>>(*table);
    lower<&Api::domainSaveImageDefineXML, Xml<2>>(*table);
    lower<&Api::domainSnapshotCreateXML, Xml<1>>(*table);
    lower<&Api::domainCheckpointCreateXML, Xml<1>>(*table);
    decorate_defines(*table);
    decorate_edits(*table);
    decorate_migration(*table);

    // XML out
    raise<&Api::domainGetXMLDesc>(*table);
    raise<&Api::domainSaveImageGetXMLDesc>(*table);
    raise<&Api::domainManagedSaveGetXMLDesc>(*table);
    raise<&Api::domainSnapshotGetXMLDesc>(*table);
    raise<&Api::domainCheckpointGetXMLDesc>(*table);

    // waiting
    decorate_starts(*table);
    decorate_autostart(*table);

    stock.hypervisor->decorate(*table);

    decorate_writers(*table);
    return table;
}

}  // namespace chardev::driver
