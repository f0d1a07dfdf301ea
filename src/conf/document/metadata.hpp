// SPDX-License-Identifier: LGPL-2.1-or-later
// What libvirt's XML cannot hold, kept in a domain's <metadata>: every port in the port grammar, and our arguments.
//
//   <chardev:ports xmlns:chardev='urn:libvirt-chardev:ports:1' version='1'>
//     <chardev:port kind='serial' index='0'>
//       <chardev:console type='tcp'> … </chardev:console>
//     </chardev:port>
//     <chardev:arg value='-set'/>
//     <chardev:arg value='chardev.charserial0.delay=off'/>
//   </chardev:ports>
//
// The arguments that are all of a port, which then has no element, stand in its own entry behind it; grammar='libvirt' says
// that such a port was written, and is kept, in libvirt's grammar.
// container='ours' says that the <metadata> around it was not there before.
//
// A port that the stock driver attached is noted beside it, in a namespace of its own, so that noting one overwrites nothing:
//
//   <chardev:port xmlns:chardev='urn:libvirt-chardev:ports:1:serial1' version='1' kind='serial' index='1'> … </chardev:port>
//
// A note counts instead of the entry for the same slot; one without a port says that there is none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <libxml/tree.h>

#include "conf/model/model.hpp"
#include "conf/model/result.hpp"
#include "conf/xml/element_xml.hpp"

namespace chardev {

inline constexpr std::string_view metadata_uri = "urn:libvirt-chardev:ports:1";

struct MetadataPort {
    Slot slot;
    Port port;                         ///< without what the stock element says itself: alias, address, terminal
    std::vector<std::string> whole{};  ///< all its arguments, if it has no element and is not of type none
    bool in_libvirt_grammar = false;   ///< and so shown to the user
};

struct Metadata {
    std::vector<MetadataPort> ports;
    std::vector<std::string> arguments;  ///< of the ports with an element
    bool own_container = false;

    /// Those of the ports without one too.
    [[nodiscard]] std::vector<std::string> all_arguments() const;
};

/// True for <chardev:ports>, and for a port noted beside it.
[[nodiscard]] bool is_metadata(const xmlNode *element);

// `ours` are all such elements of a domain, in document order.

/// The <chardev:arg> elements of both kinds, in document order.
[[nodiscard]] std::vector<xmlNode *> listed_arguments(const std::vector<xmlNode *> &ours);
/// True if all are of version 1, the one that is read and written here.
[[nodiscard]] bool is_readable(const std::vector<xmlNode *> &ours);
/// The elements lose their namespace in the tree. Of several <chardev:ports> the first counts. Entries that make no sense are
/// left out, and of several for one slot the first counts: it may have been written by anybody. Of notes the last one counts.
[[nodiscard]] Metadata read_metadata(const std::vector<xmlNode *> &ours);
/// <chardev:ports>; lines after the first are led by `indent`.
[[nodiscard]] Result<std::string> write_metadata(const Metadata &metadata, std::string_view indent);

/// What virDomainSetMetadata takes in order to note a port: it puts the element and all in it into the namespace.
struct Note {
    std::string uri;
    std::string element;
};
/// `own_container`: there is no <metadata> yet.
[[nodiscard]] Result<Note> note_of(const MetadataPort &kept, bool own_container);
/// That the slot has no entry.
[[nodiscard]] Note note_of_none(const Slot &slot, bool own_container);
/// Of no slot: only that the <metadata> was not there before.
[[nodiscard]] Note empty_note();
/// True if `xml` has the name of our metadata somewhere.
[[nodiscard]] bool mentions_metadata(std::string_view xml);

/// The value of a <qemu:arg>, or of a <chardev:arg> of our metadata.
[[nodiscard]] std::string argument_value(xmlNode *argument);
/// Such an element, called `name`.
[[nodiscard]] Element argument_element(const std::string &name, const std::string &value);

}  // namespace chardev
