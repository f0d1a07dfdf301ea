# SPDX-License-Identifier: LGPL-2.1-or-later
# The order of the source directories: who may include whom, and that no modules include each other in a circle.
import re

FLOORS = (("conf/model",), ("conf/xml",), ("conf/grammar",), ("conf/port", "conf/libvirt"), ("conf/document",), ("qemu/release",),
          ("qemu/chardev",), ("qemu/legacy",), ("qemu",), ("xen", "import"))  # each includes itself and those before it
ABOVE = ("driver", "driver/load", "driver/entries", "tools")                 # these include whatever they need
NOT = {"driver": ("tools",), "tools": ("driver",)}
C_FAMILY = (".cpp", ".hpp", ".c", ".h")


def includes(text):
    return re.findall(r'^#\s*include\s+"([^"]+)"', text, re.M)


def room_of(path):
    """'conf/model' for 'src/conf/model/model.hpp' and for 'conf/model/model.hpp'."""
    return path.removeprefix("src/").rpartition("/")[0]


def floor_of(room):
    return next((number for number, floor in enumerate(FLOORS) if room in floor), None)


def may_include(room, other):
    if room == other or not other:
        return True
    here, there = floor_of(room), floor_of(other)
    if here is None:
        return other.split("/")[0] not in NOT.get(room.split("/")[0], ())
    return there is not None and there < here


def wrong_direction(path, text):
    if not path.startswith("src/") or not path.endswith(C_FAMILY):
        return []
    room = room_of(path)
    if floor_of(room) is None and room not in ABOVE:
        return [f"{room} is in no order: add it to tests/house/rooms.py"]
    return [name for name in includes(text) if name != "config.h" and not may_include(room, room_of(name))]


def modules(files):
    """Which modules each one includes; a module is NAME.hpp with NAME.cpp."""
    graph = {}
    for path, text in files.items():
        if path.startswith("src/") and path.endswith(C_FAMILY):
            name = path.removeprefix("src/").rsplit(".", 1)[0]
            found = {other.rsplit(".", 1)[0] for other in includes(text) if "src/" + other in files}
            graph.setdefault(name, set()).update(found - {name})
    return graph


def circles(files):
    """Chains of modules that lead back to where they began, as 'a > b > a'; one for each module that is in one."""
    graph, done, found = modules(files), set(), []

    def visit(name, chain):
        if name in chain:
            found.append(" > ".join(chain[chain.index(name):] + [name]))
            return
        if name in done:
            return
        for other in sorted(graph.get(name, ())):
            visit(other, chain + [name])
        done.add(name)

    for name in sorted(graph):
        visit(name, [])
    return found
