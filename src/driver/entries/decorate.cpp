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
    lowers<&Api::connectDomainXMLToNative, Xml<2>>(*table);
    lowers<&Api::domainSaveFlags, Xml<2>>(*table);
    lowers<&Api::domainSaveParams, Parameters<1>>(*table);
    lowers<&Api::domainSaveImageDefineXML, Xml<2>>(*table);
    lowers<&Api::domainSnapshotCreateXML, Xml<1>>(*table);
    lowers<&Api::domainCheckpointCreateXML, Xml<1>>(*table);
    decorate_defines(*table);
    decorate_edits(*table);
    decorate_migration(*table);

    // XML out
    raises<&Api::domainGetXMLDesc>(*table);
    raises<&Api::domainSaveImageGetXMLDesc>(*table);
    raises<&Api::domainManagedSaveGetXMLDesc>(*table);
    raises<&Api::domainSnapshotGetXMLDesc>(*table);
    raises<&Api::domainCheckpointGetXMLDesc>(*table);

    // waiting
    decorate_starts(*table);
    decorate_autostart(*table);

    stock.hypervisor->decorate(*table);

    decorate_writers(*table);
    return table;
}

}  // namespace chardev::driver
