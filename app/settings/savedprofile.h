// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QString>

namespace parterre {

/// How careful one has to be with a server. Shown as a colour and as a word.
enum class ServerKind { Development, Test, Production };
QString toText(ServerKind kind); ///< "development"; what is stored
bool fromText(const QString &text, ServerKind *kind);

/// Whether the value of this libpq keyword is a password or a key to one: it is never kept in a file.
bool isSecretKeyword(const QString &keyword);

/// A connection that the user keeps. Never holds a password: that is in the keyring or nowhere.
struct SavedProfile {
    QString id; ///< stays the same when it is renamed; key of its password
    QString name;
    ServerKind kind = ServerKind::Development;
    QMap<QString, QString> parameters; ///< libpq keyword -> value
    QString passwordCommand;
    bool keepsPassword = false; ///< it is in the keyring
    qint64 lastUsedMs = 0;      ///< since the epoch; 0 = never
};

/// The kept connections, in one file of the user's configuration directory that only they can read.
class ProfileStore {
public:
    /// `path` empty: parterre/connections.ini below QStandardPaths::ConfigLocation.
    explicit ProfileStore(const QString &path = {});

    /// The most recently used first, then by name.
    QList<SavedProfile> all() const;
    /// Keep it under its id, a new one where it has none; secret parameters are left out. False when the file
    /// cannot be written.
    bool save(SavedProfile *profile);
    bool remove(const QString &id);
    bool touch(const QString &id, qint64 nowMs);
    QString path() const { return m_path; }

private:
    QString m_path;
};

} // namespace parterre
