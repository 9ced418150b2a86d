// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace parterre {

/// Passwords in the desktop's keyring, and nowhere else. Asynchronous: each call answers through its callback, on the
/// thread that called, unless `context` is gone. Outlives every `context`.
class SecretStore {
public:
    /// Whether a keyring answers; found out once, by writing and deleting a throw-away entry. Any error means "no".
    void probe(QObject *context, std::function<void(bool usable)> answer);

    /// Absent where there is none, or no keyring.
    void read(const QString &key, QObject *context, std::function<void(const std::optional<QString> &)> answer);
    void write(const QString &key, const QString &secret, QObject *context, std::function<void(bool written)> answer);
    void remove(const QString &key, QObject *context, std::function<void()> answer);

private:
    std::optional<bool> m_usable;
};

} // namespace parterre
