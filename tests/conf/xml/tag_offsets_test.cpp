// SPDX-License-Identifier: LGPL-2.1-or-later
// Where elements stand in the bytes of a document, and how bytes are exchanged.
#include <stdexcept>

#include <gtest/gtest.h>

#include "conf/xml/dom.hpp"
#include "conf/xml/tag_offsets.hpp"
#include "conf/xml/text_edits.hpp"

namespace chardev {
namespace {

std::vector<std::string> elements(std::string_view xml)
{
    std::vector<std::string> found;
    for (const auto &span : element_spans(xml)) found.emplace_back(xml.substr(span.begin, span.end - span.begin));
    return found;
}

using Strings = std::vector<std::string>;

TEST(Spans, AreInTheOrderOfStartTags)
{
    EXPECT_EQ(elements("<a><b/><c>x</c></a>"), (Strings{"<a><b/><c>x</c></a>", "<b/>", "<c>x</c>"}));
}

TEST(Spans, SeeNoTagsInCommentsInstructionsAndCdata)
{
    EXPECT_EQ(elements("<?xml version='1.0'?><!-- <z/> --><a><![CDATA[<y/>]]><?p <x/>?></a>").size(), 1U);
}

TEST(Spans, KnowThatAGreaterSignMayStandInAValue)
{
    EXPECT_EQ(elements("<a b='>' c=\"/>'\"><d e='<'/></a>").back(), "<d e='<'/>");
}

TEST(Spans, EndSomehowInTextThatIsCutOff)
{
    for (const std::string_view xml : {"<", "<a", "<a b='", "<!--", "<![CDATA[", "<?", "</a>", "<a></", "<a><b>"})
        EXPECT_LE(element_spans(xml).size(), 2U) << xml;
}

TEST(Spans, CountNesting)
{
    EXPECT_EQ(nesting(element_spans("<a><b><c/></b><d/></a>")), 3U);
    EXPECT_EQ(nesting(element_spans("")), 0U);
}

TEST(Spans, FindADocumentTypeBeforeTheRootAlone)
{
    EXPECT_TRUE(has_document_type("<?xml version='1.0'?><!-- x --><!DOCTYPE a><a/>"));
    EXPECT_FALSE(has_document_type("<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]></a>"));
}

TEST(Spans, FindAttributes)
{
    struct Row {
        const char *tag;
        const char *expected;
    };
    for (const auto &[tag, expected] :
         {Row{"<a b='1'/>", " b='1'"}, Row{"<a c='b=\"2\"' b = \"3\" d='4'>", " b = \"3\""},
          Row{"<a\n\tb='1'\n>", "\n\tb='1'"}, Row{"<a bb='1' x:b='2'>", ""}, Row{"<a>", ""}}) {
        const std::string_view xml = tag;
        const auto range = attribute_range(xml, element_spans(xml).front(), "b").value_or(Range{});
        EXPECT_EQ(xml.substr(range.begin, range.end - range.begin), expected) << tag;
    }
}

TEST(Spans, KnowTheIndentOfALine)
{
    EXPECT_EQ(indent_at("<a>\n \n  <b/></a>", 8), "  ");
    EXPECT_EQ(indent_at("<a> <b/></a>", 4), "");
}

TEST(SourceText, KnowsTheElementsOfItsOwnTreeAlone)
{
    const auto text = SourceText::parse("<a><b/></a>", "x.xml");
    const auto other = SourceText::parse("<a><b/></a>", "x.xml");
    EXPECT_EQ(text->text_of(text->root()->children), "<b/>");
    EXPECT_THROW((void)text->span_of(other->root()), std::out_of_range);
}

TEST(SourceText, KeepsItsTree)
{
    const auto of_dom_that_is_gone = [] {
        const auto dom = Dom::parse("<a><b/></a>", "x.xml");
        return SourceText::of(**dom, "x.xml");
    };
    const auto text = of_dom_that_is_gone();
    EXPECT_EQ(text->text_of(text->root()->children), "<b/>");
}

TEST(Edits, AreMadeInTheOrderOfTheText)
{
    Edits edits;
    edits.replace({4, 5}, "E");
    edits.insert(0, "<");
    edits.insert(0, "-");
    edits.remove({1, 3});
    EXPECT_EQ(edits.apply("abcdef"), "<-adEf");
}

TEST(Edits, InsertBeforeWhatIsTakenOutAtTheSamePlace)
{
    Edits edits;
    edits.remove({1, 3});
    edits.insert(1, "x");
    EXPECT_EQ(edits.apply("abcd"), "axd");
}

TEST(Edits, GoWithWhatIsTakenOutAroundThem)
{
    Edits edits;
    edits.remove({1, 5});
    edits.replace({2, 3}, "x");
    EXPECT_EQ(edits.apply("abcdef"), "af");
}

}  // namespace
}  // namespace chardev
