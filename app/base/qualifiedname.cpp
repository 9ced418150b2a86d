// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/qualifiedname.h"

#include <QCoreApplication>
#include <QSet>

namespace parterre {

namespace {

// pg_get_keywords() where catcode <> 'U', PostgreSQL 14 to 18 together.
const QSet<QString> &keywords()
{
    static const QSet<QString> words = [] {
        const QString text = QStringLiteral(
            "all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both "
            "case cast char character check coalesce collate collation column concurrently constraint create cross "
            "current_catalog current_date current_role current_schema current_time current_timestamp current_user dec "
            "decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign "
            "freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect "
            "interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg "
            "json_query json_scalar json_serialize json_table json_value lateral leading least left like limit "
            "localtime localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric "
            "offset on only or order out outer overlaps overlay placing position precision primary real references "
            "returning right row select session_user setof similar smallint some substring symmetric system_user table "
            "tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic "
            "verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces "
            "xmlparse xmlpi xmlroot xmlserialize xmltable");
        const QStringList list = text.split(u' ');
        return QSet<QString>(list.begin(), list.end());
    }();
    return words;
}

bool isPlainIdentifier(const QString &name)
{
    if (name.isEmpty() || keywords().contains(name))
        return false;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name.at(i);
        const bool letter = (c >= u'a' && c <= u'z') || c == u'_';
        const bool digit = c >= u'0' && c <= u'9';
        if (!letter && !(digit && i > 0))
            return false;
    }
    return true;
}

Failure malformed(const QString &text)
{
    return failure(ErrorCode::Usage,
                   QCoreApplication::translate("QualifiedName", "\"%1\" is not a table name").arg(text), {},
                   QCoreApplication::translate("QualifiedName",
                                               "Write SCHEMA.TABLE; quote a part that has capitals, "
                                               "spaces or dots: '\"My Schema\".\"a.b\"'."));
}

} // namespace

QString quoteIdentifier(const QString &name)
{
    if (isPlainIdentifier(name))
        return name;
    QString escaped = name;
    return u'"' % escaped.replace(u'"', QStringLiteral("\"\"")) % u'"';
}

QStringList quoteIdentifiers(const QStringList &names)
{
    QStringList quoted;
    for (const QString &name : names)
        quoted << quoteIdentifier(name);
    return quoted;
}

QString quoteLiteral(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\'', QStringLiteral("''"));
    if (!escaped.contains(u'\\'))
        return u'\'' % escaped % u'\'';
    return QStringLiteral("E'") % escaped.replace(u'\\', QStringLiteral("\\\\")) % u'\'';
}

QString QualifiedName::quoted() const
{
    return schema.isEmpty() ? quoteIdentifier(name) : QString(quoteIdentifier(schema) % u'.' % quoteIdentifier(name));
}

Result<QualifiedName> QualifiedName::parse(const QString &text)
{
    QStringList parts;
    QString part;
    bool quoted = false;
    bool wasQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quoted && c == u'"' && i + 1 < text.size() && text.at(i + 1) == u'"') {
            part += c;
            ++i;
        } else if (c == u'"') {
            if (!quoted && !part.isEmpty())
                return malformed(text);
            quoted = !quoted;
            wasQuoted = true;
        } else if (c == u'.' && !quoted) {
            parts << part;
            part.clear();
            wasQuoted = false;
        } else if (wasQuoted && !quoted) {
            return malformed(text);
        } else {
            part += quoted ? c : c.toLower();
        }
    }
    parts << part;
    if (quoted || parts.contains(QString()) || parts.size() > 2)
        return malformed(text);
    return parts.size() == 2 ? QualifiedName{parts[0], parts[1]} : QualifiedName{{}, parts[0]};
}

} // namespace parterre
