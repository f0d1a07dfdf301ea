// SPDX-License-Identifier: LGPL-2.1-or-later
// The list of decisions. An entry that is not named here or in one of the decorate_… functions is the stock driver's own.
#include "driver/entries/decorate.hpp"

#include <algorithm>

#include "driver/entries/wrap.hpp"

namespace chardev::driver {

std::unique_ptr<Decorated> decorate(std::span<void *const> words, const Stock &stock, View view)
{
    auto table = std::make_unique<Decorated>();
    std::copy(words.begin(), words.end(), table->words.begin());
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
