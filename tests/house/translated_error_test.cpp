// SPDX-License-Identifier: LGPL-2.1-or-later
// A user whose language is German or French reads our errors in it.
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include <gtest/gtest.h>
#include <libintl.h>
#include <libxml/parser.h>

#include "conf/model/gettext.hpp"
#include "conf/port/grammar.hpp"

namespace {

namespace fs = std::filesystem;

std::string message_of(const std::string &xml)
{
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
        xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, XML_PARSE_NONET), xmlFreeDoc);
    const auto port = chardev::port_grammar::parse(xmlDocGetRootElement(document.get()), "guest.xml");
    return port ? "" : port.error().message();
}

/// The locale C.UTF-8 by another name, for machines without others: glibc 2.41 translates nothing in C.UTF-8, 2.36 does.
std::string a_users_locale(const fs::path &place)
{
    const std::string name = "xx_XX.UTF-8";
    for (const auto *const source : {"/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8"})
        if (fs::exists(source)) fs::copy(source, place / name, fs::copy_options::recursive);
    setenv("LOCPATH", place.c_str(), 1);
    return name;
}

/// Catalogues as they are built, laid out as they are installed.
class TranslatedError : public testing::Test {
protected:
    void SetUp() override
    {
        for (const char *language : {"de", "fr"}) install(language);
        if (!setlocale(LC_ALL, a_users_locale(place_).c_str()))
            GTEST_SKIP() << "there is no locale C.UTF-8 of which a user's can be made";
        bindtextdomain(chardev::text_domain, place_.c_str());
        bind_textdomain_codeset(chardev::text_domain, "UTF-8");
    }
    void TearDown() override
    {
        unsetenv("LANGUAGE");
        unsetenv("LOCPATH");
        fs::remove_all(place_);
    }
    void install(const std::string &language) const
    {
        const fs::path messages = place_ / language / "LC_MESSAGES";
        fs::create_directories(messages);
        fs::copy_file(fs::path(PO_DIR) / (language + ".gmo"), messages / "libvirt-chardev.mo");
    }

    fs::path place_ = fs::temp_directory_path() / ("translated-error-" + std::to_string(getpid()));
};

TEST_F(TranslatedError, IsGermanForGermans)
{
    setenv("LANGUAGE", "de", 1);
    EXPECT_EQ(
        message_of("<console type='host' port='1' path='/dev/ttyS1'/>"),
        "guest.xml:1: <console>: das Gerät des Rechners ist zweimal angegeben; schreiben Sie entweder 'port' oder 'path'");
}

TEST_F(TranslatedError, IsFrenchForTheFrench)
{
    setenv("LANGUAGE", "fr", 1);
    EXPECT_EQ(
        message_of("<console type='tcp'><listen port='0x1'/></console>"),
        "guest.xml:1: <console>/<listen>: le port '0x1' n'est pas un nombre ; écrivez seulement des chiffres décimaux, de 1 à 65535");
}

TEST_F(TranslatedError, IsEnglishForEveryoneElse)
{
    setenv("LANGUAGE", "tlh", 1);
    EXPECT_NE(message_of("<console type='pyt'/>").find("the type 'pyt' is unknown"), std::string::npos);
}

}  // namespace
