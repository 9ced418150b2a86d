// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivedtable.h"
#include "pg/sqltext.h"

namespace parterre {

/// The one builder of the statements between a table and a file; what is previewed comes from here too.
///
/// The staging table is a temporary one that holds the rows of the file, with the columns of the manifest. Statements
/// that name the table are for one whose columns are those of the manifest, and need `table` to be given.
class ArchiveFileSql {
public:
    explicit ArchiveFileSql(const Manifest &manifest, const ArchivedTable &table = {});
    /// As a statement writes it.
    static QString stagingName();

    SqlText lockForReading() const;
    SqlText lockAlone() const;
    SqlText dropTable() const;
    SqlText checksum() const;      ///< of the rows that are to be exported
    SqlText tableChecksum() const; ///< of all rows of the table
    SqlText copyOut() const;
    SqlText tableBytesSum() const;   ///< for rows that no key tells apart
    SqlText stagingBytesSum() const; ///< the same of the file's

    SqlText dropStaging() const;
    SqlText createStaging() const;
    SqlText load() const;
    SqlText analyzeStaging() const;
    SqlText stagingPages() const;
    SqlText narrowStaging(const QString &where) const;
    SqlText stagingChecksum() const;
    /// `column` empty: nothing is looked for.
    SqlText browse(const QString &column) const;

    // These compare rows by the table's key; without one no row of the file is in the table.
    SqlText compare() const;
    SqlText listPresent() const;
    SqlText putBack() const;
    SqlText deleteBatch() const;

    // The same for files in the books: see sql/schema/create_archive_file.sql.
    SqlText deleteBooked() const;
    SqlText stayBooked() const;
    SqlText stillThere() const;
    SqlText skipLooked() const;
    SqlText keepHeld() const;
    SqlText putBackBooked() const;
    SqlText analyzeVoids() const;
    SqlText keepReturned() const;
    SqlText undoBooked() const;
    SqlText listReturned() const;

private:
    SqlText load(const char *id, const SqlNames &more = {}) const;
    SqlText checksumOf(const QString &relation, const QString &source, const QString &where) const;

    SqlNames m_names;
    QString m_where; ///< condition of the export
};

} // namespace parterre
