// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/csvrecords.h"

namespace parterre {

void CsvRecords::endField()
{
    m_record << (m_field.isEmpty() && !m_wasQuoted ? std::nullopt : std::optional(QString::fromUtf8(m_field)));
    m_field.clear();
    m_wasQuoted = false;
    m_place = Place::FieldBegin;
}

QList<TextRow> CsvRecords::take(QByteArrayView bytes)
{
    QList<TextRow> records;
    for (const char c : bytes) {
        if (m_place == Place::Quoted) {
            if (c == '"')
                m_place = Place::QuoteInQuoted;
            else
                m_field += c;
        } else if (c == '"' && m_place == Place::QuoteInQuoted) { // a doubled one
            m_field += c;
            m_place = Place::Quoted;
        } else if (c == '"' && m_place == Place::FieldBegin) {
            m_wasQuoted = true;
            m_place = Place::Quoted;
        } else if (c == ',') {
            endField();
        } else if (c == '\n') {
            endField();
            records << std::exchange(m_record, {});
        } else {
            m_field += c;
            m_place = Place::Plain;
        }
    }
    return records;
}

} // namespace parterre
