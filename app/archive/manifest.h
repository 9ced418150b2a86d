// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "domain/jsonarchive.h"

namespace parterre {

/// How the rows stand in an archive file: what COPY writes, csv with a heading, or binary.
enum class ArchiveFormat { Csv, Binary };
QString toText(ArchiveFormat format); ///< "csv", "binary"
bool fromText(const QString &text, ArchiveFormat *format);

/// A column as it stands in the file; in the order of the file.
struct FileColumn {
    QString name;
    QString type;      ///< format_type(), with modifier; qualified where it is not in pg_catalog
    QString collation; ///< quoted and qualified like the type; empty where the type has none
    bool notNull = false;
    bool generated = false;    ///< the file has its values; the server makes them anew when rows are put back
    bool hashedAsText = false; ///< hash_record_extended() does not take its type: the checksum takes its text

    template<class A>
    void fields(A &a)
    {
        a("name", name);
        a("type", type);
        a("collation", collation);
        a("notNull", notNull);
        a("generated", generated);
        a("hashedAsText", hashedAsText);
    }
};

/// Bytes and their SHA-256, as hexadecimal digits.
struct ByteDigest {
    qint64 bytes = 0;
    QString sha256;

    bool operator==(const ByteDigest &other) const = default;
    template<class A>
    void fields(A &a)
    {
        a("bytes", bytes);
        a("sha256", sha256);
    }
};

/// What the server says of a set of rows: see sql/archivefile/checksum.sql. Independent of their order; semantic (1.0
/// equals 1.00). Only servers of one major compute the same sums.
struct RowsDigest {
    qint64 rows = 0;
    QString sum0;
    QString sum1;
    QString least;    ///< of the age column, as text; empty without one, and without rows
    QString greatest; ///< likewise

    bool operator==(const RowsDigest &other) const = default;
    template<class A>
    void fields(A &a)
    {
        a("rows", rows);
        a("sum0", sum0);
        a("sum1", sum1);
        a("least", least);
        a("greatest", greatest);
    }
};

/// What stands beside the file of rows, in NAME.manifest.json: where the rows came from, what they are, and how to tell
/// that nothing of it was changed. It is the last thing that an export writes, so where it is the file is whole.
struct Manifest {
    static constexpr int kFormat = 1;

    int format = kFormat;
    QString program;    ///< the version of Parterre that wrote it
    QString exportedAt; ///< ISO 8601, UTC

    QString systemIdentifier;
    QString database;
    int serverVersion = 0; ///< server_version_num
    QualifiedName table;
    QualifiedName parent; ///< the table is a partition of it; empty where it was none
    QString bound;        ///< "FOR VALUES FROM …"; empty where it was no partition
    QString where;        ///< SQL, as it was asked for; empty: all rows
    QList<FileColumn> columns;
    QStringList key;   ///< columns that tell rows apart; empty where the table has no key over NOT NULL columns
    QString ageColumn; ///< empty where there is none

    ArchiveFormat contents = ArchiveFormat::Csv;
    QString algorithm; ///< of RowsDigest's sums
    RowsDigest rows;
    QString fileName;   ///< of the file of rows, beside the manifest
    ByteDigest file;    ///< as it stands on disk, compressed
    ByteDigest content; ///< decompressed

    int serverMajor() const { return serverVersion / 10000; }
    /// What so many of its rows take, uncompressed, on average. Bytes.
    qint64 contentOf(qint64 some) const;

    /// JSON with a digest of its own.
    QByteArray toJson() const;
    /// Errors: Usage (no manifest, or of a newer program), Mismatch (changed after it was written).
    static Result<Manifest> fromJson(const QByteArray &json);

    template<class A>
    void fields(A &a)
    {
        a("format", format);
        a("program", program);
        a("exportedAt", exportedAt);
        a("systemIdentifier", systemIdentifier);
        a("database", database);
        a("serverVersion", serverVersion);
        a("table", table);
        a("parent", parent);
        a("bound", bound);
        a("where", where);
        a("columns", columns);
        a("key", key);
        a("ageColumn", ageColumn);
        a("contents", contents);
        a("algorithm", algorithm);
        a("rows", rows);
        a("fileName", fileName);
        a("file", file);
        a("content", content);
    }
};

} // namespace parterre
