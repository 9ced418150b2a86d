// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace parterre {

/// The fields of a row as text; nothing is SQL's NULL.
using TextRow = QList<std::optional<QString>>;

/// Takes apart what COPY writes as csv, in any portions. A field without quotes and without characters is NULL.
class CsvRecords {
public:
    /// The records that end in `bytes`, in their order.
    QList<TextRow> take(QByteArrayView bytes);

private:
    void endField();

    enum class Place { FieldBegin, Plain, Quoted, QuoteInQuoted };
    Place m_place = Place::FieldBegin;
    bool m_wasQuoted = false;
    QByteArray m_field;
    TextRow m_record;
};

} // namespace parterre
