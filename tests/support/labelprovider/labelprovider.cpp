// SPDX-License-Identifier: GPL-3.0-or-later
// A provider of security labels for the tests, which servers of all versions can load; it takes every label. The few
// declarations of the server that it needs stand here, because the headers are not there for every version.
#include <array>
#include <cstddef>
#include <cstdlib>

extern "C" {

struct ObjectAddress;
void register_label_provider(const char *name, void (*hook)(const ObjectAddress *object, const char *label));
const char *GetConfigOption(const char *name, bool missingOk, bool restrictPrivileged);

// Pg_magic_struct of 15 to 17; 14 ends before abiExtra, and 18 has two pointers more.
struct Magic {
    int length;
    int version;
    int functionArguments = 100;
    int indexKeys = 32;
    int nameLength = 64;
    int float8ByValue = 1;
    std::array<char, 32> abiExtra{"PostgreSQL"};
    const char *name = nullptr;
    const char *moduleVersion = nullptr;
};

const Magic *Pg_magic_func()
{
    static Magic magic;
    const int major = std::atoi(GetConfigOption("server_version_num", false, false)) / 10000;
    magic.version = major * 100;
    magic.length = major == 14 ? offsetof(Magic, abiExtra) : major >= 18 ? sizeof(Magic) : offsetof(Magic, name);
    return &magic;
}

void _PG_init()
{
    register_label_provider("test labels", [](const ObjectAddress *, const char *) {});
}
}
