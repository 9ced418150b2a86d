// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/recordtext.h"

namespace parterre {

namespace {

// The field that begins at `place`, which is left on the comma or the parenthesis behind it.
std::optional<QString> readField(const QString &record, qsizetype &place)
{
    QString text;
    bool any = false;
    bool quoted = false;
    for (; place < record.size() - 1; ++place) {
        const QChar c = record[place];
        const bool doubled = record[place + 1] == c && (c == u'"' || c == u'\\');
        if (!quoted && c == u',')
            break;
        any = true;
        if (quoted && doubled)
            text += record[++place];
        else if (c == u'"')
            quoted = !quoted;
        else
            text += c;
    }
    return any ? std::optional(text) : std::nullopt;
}

} // namespace

QList<std::optional<QString>> splitRecord(const QString &record)
{
    QList<std::optional<QString>> fields;
    if (record.size() < 2 || !record.startsWith(u'(') || !record.endsWith(u')'))
        return fields;
    qsizetype place = 1;
    fields << readField(record, place);
    while (place < record.size() - 1) {
        ++place; // the comma
        fields << readField(record, place);
    }
    return fields;
}

} // namespace parterre
