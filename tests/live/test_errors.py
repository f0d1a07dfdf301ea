#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A mistake reaches the user as libvirt's own kind of error, with a sentence that names the element and the fix; and the
daemon is none the worse for it."""

from harness import stage

stage.enter()
stage.require_plugin()

import libvirt

from harness import guest
from harness.daemon import Daemon
from harness.tap import cases, expect_equal, expect_in, main, test

daemon = Daemon('d').start()
connection = daemon.open()

XML = libvirt.VIR_ERR_XML_ERROR
UNSUPPORTED = libvirt.VIR_ERR_CONFIG_UNSUPPORTED

MISTAKES = (
    ('a port out of range', "<console type='tcp'><connect addr='127.0.0.1' port='70000'/></console>", XML, '70000'),
    ('nowait on connect', "<console type='tcp'><connect port='1'><nowait/></connect></console>", XML, 'nowait'),
    ('both listen and connect', "<console type='tcp'><listen port='1'/><connect port='2'/></console>", XML, 'listen'),
    ('an unknown type', "<console type='pigeon' port='1'/>", XML, 'pigeon'),
    ('both grammars', "<console type='tcp'><source mode='bind' host='h' service='1'/><nowait/></console>", XML, '<'),
    ('a relative path', "<console type='file' path='here'/>", XML, 'here'),
    ('tcp with none of its parts', "<console/><console type='tcp'/>", XML, 'listen'),
    ('the same listener twice', "<console type='tcp'><listen port='9999'/></console>"
     "<parallel type='tcp'><listen addr='127.0.0.1' port='9999'/></parallel>", XML, '9999'),
    ('an entity bomb', "<console path='&lol;'/>", None, ''),
    ('five serial ports', '<console/>' * 5, UNSUPPORTED, '4'),
    ('four parallel ports', '<parallel/>' * 4, UNSUPPORTED, '3'),
    ('an automatic port', "<console type='tcp'><listen/></console>", UNSUPPORTED, 'port'),
)


@cases('{} is refused', MISTAKES)
def mistake(_, ports, code, word):
    error = guest.refusal(connection.defineXML, guest.document('mistaken', ports))
    if code is not None:
        expect_equal(error.get_error_code(), code, 'the code of: ' + str(error))
    expect_in(word, str(error), 'the sentence')
    expect_equal(connection.listAllDomains(), [], 'nothing is defined')


@test
def a_read_only_client_may_look_but_not_define():
    with guest.defined(connection, guest.document('seen', '<console/>')):
        reader = libvirt.openReadOnly(daemon.uri())
        expect_equal(guest.shown(reader.lookupByName('seen')), guest.written('<console/>'), 'what is shown')
        error = guest.refusal(reader.defineXML, guest.document('unseen', '<console/>'))
        expect_equal(error.get_error_code(), libvirt.VIR_ERR_OPERATION_DENIED, 'the code')


@test
def warnings_are_in_the_log():
    with guest.defined(connection, guest.document('warned', "<console type='tcp'><listen port='9999'/></console>")):
        expect_in('serial 0', daemon.messages(), 'the log')


main()
