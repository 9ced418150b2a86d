// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/sqltext.h"

#include <QFile>
#include <QRegularExpression>

#include <optional>
#include <utility>

// The statements live in a static library of their own; the linker keeps them only if they are named.
static void initStatements()
{
    Q_INIT_RESOURCE(statements);
}

namespace parterre {

namespace {

QString readFile(const QString &id, int serverMajor)
{
    static const bool initialised = (initStatements(), true);
    Q_UNUSED(initialised)
    for (int major = serverMajor; major >= 14; --major) {
        QFile variant(u":/sql/" % id % u'@' % QString::number(major) % u".sql");
        if (variant.open(QIODevice::ReadOnly))
            return QString::fromUtf8(variant.readAll());
    }
    QFile file(u":/sql/" % id % u".sql");
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no statement file %s", qPrintable(id));
    return QString::fromUtf8(file.readAll());
}

QString fill(const QString &id, const QString &text, const SqlNames &names)
{
    static const QRegularExpression placeholder(QStringLiteral("\\{([a-z_0-9]+)\\}"));
    QString filled;
    qsizetype last = 0;
    auto matches = placeholder.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const auto name = names.constFind(match.captured(1));
        if (name == names.cend())
            qFatal("statement %s: no name for {%s}", qPrintable(id), qPrintable(match.captured(1)));
        filled += QStringView(text).mid(last, match.capturedStart() - last);
        filled += *name;
        last = match.capturedEnd();
    }
    return filled + QStringView(text).mid(last);
}

// Of a file as it stands: what fills it, the user's own SQL among it, is not looked at and must not decide.
bool isQuery(const QString &body)
{
    static const QRegularExpression query(QStringLiteral("^(SELECT|WITH)\\b"));
    static const QRegularExpression literal(QStringLiteral("'[^']*'"));
    static const QRegularExpression change(
        QStringLiteral("\\b(INSERT|UPDATE|DELETE|MERGE|INTO|SHARE|setval|nextval|fence|archive_progress|"
                       "pg_terminate_backend|"
                       "pg_cancel_backend)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    return query.match(body).hasMatch() && !change.match(QString(body).remove(literal)).hasMatch();
}

// The header is read before it is filled: a name may hold anything. What fills it may be a list of names.
QList<RelationLock> readLocks(const QString &id, const QString &header, const SqlNames &names)
{
    const auto stated = relationLocksOf(header);
    if (!stated)
        qFatal("statement %s: \"-- locks: %s\" is not understood", qPrintable(id), qPrintable(header));
    QList<RelationLock> locks;
    for (const RelationLock &lock : *stated) {
        for (const QString &relation : splitNames(fill(id, lock.relation, names)))
            locks << RelationLock{lock.mode, relation, lock.eachPartition};
    }
    return locks;
}

// "-- locks: …" and "-- locks@18: …": the major from which it holds, and what it says.
std::optional<std::pair<int, QString>> locksHeader(const QString &line)
{
    static const QRegularExpression header(QStringLiteral("^-- locks(?:@(\\d+))?:\\s*(.*?)\\s*$"));
    const auto match = header.match(line);
    if (!match.hasMatch())
        return {};
    return std::pair(match.captured(1).toInt(), match.captured(2));
}

} // namespace

SqlText SqlText::load(const QString &id, const SqlNames &names, int serverMajor)
{
    SqlText sql;
    sql.id = id;
    QString body;
    QString locks = QStringLiteral("none");
    const QStringList lines = readFile(id, serverMajor).split(u'\n');
    for (const QString &line : lines) {
        const auto header = body.isEmpty() ? locksHeader(line) : std::nullopt;
        if (header && header->first <= serverMajor)
            locks = header->second;
        else if (body.isEmpty() && (line.startsWith(u"--") || line.isEmpty()))
            continue;
        else
            body += line + u'\n';
    }
    body = body.trimmed();
    if (body.endsWith(u';'))
        body.chop(1);
    sql.onlyReads = isQuery(body);
    sql.text = fill(id, body, names);
    sql.locks = readLocks(id, locks, names);
    return sql;
}

} // namespace parterre
