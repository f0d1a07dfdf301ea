# SPDX-License-Identifier: LGPL-2.1-or-later
"""How libvirt's own arguments for a port differ from ours. Each row takes one difference away from both sides, where it
finds it; docs/native.md explains each in its table, under the same name."""

ROWS = {}


def row(name):
    def register(function):
        ROWS[name] = function
        return function
    return register


def drop(options, **wanted):
    """Takes the options away if all are there with these values."""
    if all(options.get(key) == value for key, value in wanted.items()):
        for key in wanted:
            del options[key]
        return True
    return False


@row('nodelay')
def nodelay(stock, ours, _):
    """The older spelling, which every release takes, through -set."""
    return ours.get('nodelay') == 'on' and stock.get('delay') == 'off' and drop(ours, nodelay='on') and drop(stock, delay='off')


@row('localaddr')
def localaddr(stock, ours, _):
    return 'localport' not in ours and drop(stock, localaddr='', localport='0')


@row('empty localaddr')
def empty_localaddr(stock, ours, _):
    return 'localaddr' not in ours and drop(stock, localaddr='')


@row('empty peer')
def empty_peer(stock, ours, _):
    return stock.get('backend') == 'udp' and drop(stock, host='') and drop(ours, host='127.0.0.1')


@row('brackets')
def brackets(stock, ours, _):
    host = stock.get('host', '')
    return host == '[{}]'.format(ours.get('host')) and drop(stock, host=host) and drop(ours, host=host[1:-1])


@row('index of isa-parallel')
def parallel_index(stock, ours, front):
    return front == 'isa-parallel' and 'index' not in stock and bool(ours.pop('index', None))


@row('address of isa-parallel')
def parallel_address(stock, ours, front):
    found = [ours.pop(key, None) for key in ('iobase', 'irq') if front == 'isa-parallel' and key not in stock]
    return any(found)


@row('bus addresses')
def bus_address(stock, ours, front):
    found = [stock.pop(key, None) for key in ('bus', 'addr', 'port')
             if front in ('pci-serial', 'usb-serial') and key not in ours]
    return any(found)


def explain(stock, ours, front):
    """What is left of both, and the names of the rows that took something away."""
    stock, ours = dict(stock), dict(ours)
    used = {name for name, function in ROWS.items() if stock != ours and function(stock, ours, front)}
    return stock, ours, used
