// SPDX-License-Identifier: LGPL-2.1-or-later
// What the stock driver is left to do for one port more or less, and that the document it makes of it shows what was meant.
#include <memory>

#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "conf/document/builder.hpp"

namespace chardev {
namespace {

const char *const file = "<serial type='file' path='/a'/>";
const char *const nodelay = "<serial type='tcp'><connect port='1'><nodelay/></connect></serial>";

/// A note as virDomainSetMetadata stores it: with a prefix and a namespace for each element.
std::string as_libvirt_stores(const Note &note)
{
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> doc(
        xmlReadMemory(note.element.data(), static_cast<int>(note.element.size()), nullptr, nullptr, 0), xmlFreeDoc);
    auto *root = xmlDocGetRootElement(doc.get());
    auto *ns = xmlNewNs(root, reinterpret_cast<const xmlChar *>(note.uri.c_str()),
                        reinterpret_cast<const xmlChar *>("chardev"));
    for (auto *node = root; node; node = node == root ? xmlFirstElementChild(node) : xmlNextElementSibling(node)) {
        xmlSetNs(node, ns);
        for (auto *child = node == root ? nullptr : xmlFirstElementChild(node); child;
             child = xmlNextElementSibling(child))
            xmlSetNs(child, ns);
    }
    const std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer(xmlBufferCreate(), xmlBufferFree);
    xmlNodeDump(buffer.get(), doc.get(), root, 0, 0);
    return reinterpret_cast<const char *>(xmlBufferContent(buffer.get()));
}

std::string with_note(const std::string &domain, const Note &note)
{
    const auto text = as_libvirt_stores(note);
    if (contains(domain, "<metadata>")) return changed(domain, "</metadata>", text + "</metadata>");
    return changed(domain, "</name>", "</name>\n  <metadata>" + text + "</metadata>");
}

std::string with_element(const std::string &domain, const std::string &element)
{
    return changed(domain, "</devices>", "  " + element + "\n  </devices>");
}

/// What the stock driver makes of `domain`.
std::string attached_by_stock(const std::string &domain, const StockChange &change)
{
    const auto noted = change.note ? with_note(domain, *change.note) : domain;
    return change.element.empty() ? noted : with_element(noted, change.element);
}

std::string stored(const std::string &devices)
{
    return lowered(domain_with(devices));
}

std::optional<StockChange> stock_attach(const std::string &domain, std::string_view fragment)
{
    const auto changed = attach(domain, fragment, fake_policy);
    EXPECT_TRUE(changed) << (changed ? "" : changed.error().message());
    return changed ? changed->stock : std::nullopt;
}

std::string element_detached_by_stock(const std::string &domain, std::string_view fragment)
{
    const auto changed = detach(domain, fragment, fake_policy);
    EXPECT_TRUE(changed) << (changed ? "" : changed.error().message());
    return changed && changed->stock ? changed->stock->element : "none";
}

const std::string domains[] = {
    domain_with("<serial type='file'><source path='/b'/><target port='0'/></serial>"),
    changed(domain_with("<serial type='file'><source path='/b'/><target port='0'/></serial>"), "</name>",
            "</name>\n  <metadata><x:y xmlns:x='u'/></metadata>"),
    stored("<console/>"),
    stored(nodelay),
    stored("<serial/>\n    <serial type='none'/>"),
};

TEST(StockChange, AttachIsShownAsIfThePortHadBeenWrittenLast)
{
    for (const auto &domain : domains)
        for (const auto *fragment :
             {file, "<serial type='none'/>", "<parallel/>", "<parallel type='vc' width='8' height='9'/>"}) {
            const auto change = stock_attach(domain, fragment);
            ASSERT_TRUE(change) << domain << fragment;
            const auto result = attached_by_stock(domain, *change);
            const auto shown = contains(raised(domain), "untouched") ? domain : raised(domain);
            EXPECT_EQ(raised(result), with_element(shown, fragment)) << result;
            EXPECT_TRUE(is_attached(result, *change, fake_policy)) << result;
            EXPECT_FALSE(is_attached(domain, *change, fake_policy));
        }
}

TEST(StockChange, ADefinitionPutsTheNoteAmongTheOthers)
{
    for (const auto &domain : domains) {
        const auto result = attached_by_stock(domain, *stock_attach(domain, file));
        const auto again = lowered(result);
        EXPECT_FALSE(contains(again, "ports:1:")) << again;
        EXPECT_EQ(raised(again), raised(result)) << again;
    }
}

TEST(StockChange, AnUndoneNoteLeavesWhatWasThere)
{
    for (const auto &domain : domains) {
        const auto change = stock_attach(domain, file);
        const auto noted = change->empty_note ? with_note(domain, *change->empty_note) : domain;
        EXPECT_EQ(contains(raised(noted), "untouched") ? noted : raised(noted),
                  contains(raised(domain), "untouched") ? domain : raised(domain));
    }
}

TEST(StockChange, AStockPortIsNotedOnlyOverAStaleEntry)
{
    const std::string foreign = "<serial type='file'><source path='/a'/></serial>";
    EXPECT_FALSE(stock_attach(domains[2], foreign)->note);
    const auto stale =
        changed(stored(std::string("<console/>\n    ") + file),
                "<serial type='file'>\n      <source path='/a'/>\n      <target port='1'/>\n    </serial>", "");
    const auto change = stock_attach(stale, foreign);
    ASSERT_TRUE(change && change->note);
    const auto result = attached_by_stock(stale, *change);
    EXPECT_TRUE(contains(raised(result), "<source path='/a'/>")) << raised(result);
    EXPECT_TRUE(is_attached(result, *change, fake_policy));
}

TEST(StockChange, TwoWithOneNumberAreNotWhatWasMeant)
{
    const auto change = stock_attach(domains[2], file);
    const auto other = with_element(domains[2], "<serial type='null'><target port='1'/></serial>");
    EXPECT_FALSE(is_attached(attached_by_stock(other, *change), *change, fake_policy));
}

TEST(StockChange, OneThatLostItsNoteIsNotWhatWasMeant)
{
    const auto change = stock_attach(domains[2], file);
    EXPECT_FALSE(is_attached(with_element(domains[2], change->element), *change, fake_policy));
    EXPECT_FALSE(is_attached("<domain", *change, fake_policy));
}

TEST(StockChange, WhatNeedsArgumentsIsNotTheStockDrivers)
{
    EXPECT_FALSE(stock_attach(stored("<console/>"), nodelay));
    EXPECT_EQ(element_detached_by_stock(stored(nodelay), nodelay), "none");
    EXPECT_EQ(element_detached_by_stock(stored(file + std::string(nodelay)), file), "none")
        << "the chardev of the other gets another name";
    EXPECT_NE(element_detached_by_stock(stored(nodelay + std::string(file)), file), "none");
    EXPECT_NE(
        element_detached_by_stock(stored(nodelay + std::string("<parallel type='null'/>")), "<parallel type='null'/>"),
        "none");
}

TEST(StockChange, DetachTakesTheBytesThatAreStored)
{
    const auto domain = stored(std::string(file) + "\n    <parallel type='null'/>");
    EXPECT_EQ(element_detached_by_stock(domain, file),
              "<serial type='file'>\n      <source path='/a'/>\n      <target port='0'/>\n    </serial>");
}

TEST(StockChange, NoNumberMovesAndNoConsoleGoes)
{
    const std::string parallels = "<parallel type='file' path='/a'/><parallel type='file' path='/b'/>";
    EXPECT_EQ(element_detached_by_stock(stored(parallels), "<parallel type='file' path='/a'/>"), "none");
    EXPECT_NE(element_detached_by_stock(stored(parallels), "<parallel type='file' path='/b'/>"), "none");
    EXPECT_EQ(element_detached_by_stock(domain_with("<console type='file'><source path='/a'/></console>"), file),
              "none");
    EXPECT_EQ(element_detached_by_stock(stored("<serial type='none'/>"), "<serial type='none'/>"), "none");
}

TEST(StockChange, ADefinitionIsSettledByTheArgumentsThatItsPortsNeed)
{
    const auto domain = stored(file + std::string("\n    ") + nodelay);
    EXPECT_FALSE(*settle(domain, fake_policy));
    const auto without_first = changed(domain, element_detached_by_stock(stored(file), file), "");
    const auto settled = settle(without_first, fake_policy);
    ASSERT_TRUE(settled && *settled) << without_first;
    EXPECT_TRUE(contains((*settled)->definition.xml, "charserial0.nodelay=on")) << (*settled)->definition.xml;
    EXPECT_FALSE(contains((*settled)->definition.xml, "charserial1")) << (*settled)->definition.xml;
}

TEST(StockChange, ToSettleIsNotToRefuse)
{
    const std::string second =
        "<parallel type='tcp'><connect port='1'><nodelay/></connect><target port='1'/></parallel>";
    const auto domain = stored("<parallel type='file' path='/a'/>" + second);
    const auto without_first = changed(
        domain, "<parallel type='file'>\n      <source path='/a'/>\n      <target port='0'/>\n    </parallel>", "");
    const auto settled = settle(without_first, fake_policy);
    ASSERT_TRUE(settled && *settled) << (settled ? without_first : settled.error().message());
    const auto &xml = (*settled)->definition.xml;
    EXPECT_TRUE(contains(xml, "charparallel0.nodelay=on")) << xml;
    EXPECT_TRUE(contains(raised(xml), "<nodelay/>") && contains(raised(xml), "<target port='0'/>")) << raised(xml);
}

TEST(StockChange, NoPortIsUpdatedByTheStockDriver)
{
    const auto changed = update(stored("<console/>"), "<serial type='null'><target port='0'/></serial>", fake_policy);
    ASSERT_TRUE(changed);
    EXPECT_FALSE(changed->stock);
}

TEST(StockChange, ANoteOfANewerReleaseIsLeftAlone)
{
    auto note = *stock_attach(domains[2], file)->note;
    note.element = changed(note.element, "version='1'", "version='2'");
    EXPECT_EQ(raised(with_note(domains[2], note)), "untouched");
    EXPECT_TRUE(contains(text_of(attach(with_note(domains[2], note), file, fake_policy)), "newer release"));
}

TEST(StockChange, ANoteCountsInsteadOfTheEntry)
{
    const auto other = note_of({{Kind::serial, 0}, Port{}}, false);
    EXPECT_TRUE(contains(raised(with_note(stored(file), *other)), "<source path='/a'/>"))
        << raised(with_note(stored(file), *other));
    EXPECT_TRUE(
        contains(raised(with_note(stored(file), note_of_none({Kind::serial, 0}, false))), "<source path='/a'/>"));
}

}  // namespace
}  // namespace chardev
