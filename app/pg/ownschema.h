// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "pg/sqltext.h"

#include <QList>

namespace parterre {
class Session;
}

/// Schema `parterre` of the user's database, in which migrations and archives keep their books. Functions of a session;
/// no state of their own.
namespace parterre::ownschema {

constexpr int kVersion = 5; ///< of our schema

/// The statements that make our schema, in order, `from` the version that is there. Each change of the schema is a
/// new version with its own list; a file of an earlier one is never changed.
QList<SqlText> installStatements(int from = 0);

/// Make or upgrade schema parterre. Errors: Rights (no CREATE on the database, or the schema is another's), Refused
/// (a newer program made it).
Result<> install(Session &session);

/// Of the schema that is there; 0 where there is none. Errors: Rights, Refused (newer).
Result<int> version(Session &session);
/// True when the schema is there. Errors: Refused (newer).
Result<bool> isInstalled(Session &session);

} // namespace parterre::ownschema
