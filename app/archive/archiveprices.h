// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/jsonarchive.h"

#include <optional>

namespace parterre {

/// What somebody pays for storage. Nothing has a price until a person gives it one.
struct ArchivePrices {
    QString currency;                 ///< as it is printed: "EUR"
    QMap<QString, double> perGbMonth; ///< by places(); a GB has 1024³ bytes
    qint64 keptBackups = 0;           ///< each as large as what of table and archive is on this server

    /// What can have a price: table, archive, files, server, backup.
    static const QStringList &places();

    bool isEmpty() const { return perGbMonth.isEmpty(); }
    /// For so many bytes and a month; absent where the place has no price.
    std::optional<double> cost(const QString &place, qint64 bytes) const;

    /// Read a price table that a person wrote. Errors: Usage (no JSON, an unknown name, no number, a negative one).
    static Result<ArchivePrices> fromJson(const QByteArray &json);

    bool operator==(const ArchivePrices &other) const = default;
    template<class A>
    void fields(A &a)
    {
        a("currency", currency);
        a("perGbMonth", perGbMonth);
        a("keptBackups", keptBackups);
    }
};

} // namespace parterre
