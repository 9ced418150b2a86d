// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefind.h"

#include "archive/archiveplanner.h"
#include "archive/selection.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveReader)
};

QString tokenOf(const QString &moment, const QString &key)
{
    const QByteArray place = QJsonDocument(QJsonArray{moment, key}).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(place.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<Params> placeOf(const QString &token)
{
    const QByteArray place = QByteArray::fromBase64(token.toLatin1(), QByteArray::Base64UrlEncoding);
    const QJsonArray parts = QJsonDocument::fromJson(place).array();
    if (parts.size() != 2)
        return failure(ErrorCode::Usage, Text::tr("\"%1\" is no place in this list").arg(token));
    return Params() << parts[0].toString() << parts[1].toString();
}

FoundRows pageOf(const Rows &rows, qint64 limit)
{
    FoundRows found;
    const qsizetype columns = rows.columns().size() - 2; // without the place
    found.columns = rows.columns().mid(0, columns);
    for (qsizetype i = 0; i < rows.count(); ++i) {
        QList<std::optional<QString>> row;
        for (qsizetype c = 0; c < columns; ++c)
            row << (rows.isNull(i, c) ? std::nullopt : std::optional(rows.cell(i, c)));
        found.rows << row;
    }
    if (rows.count() == limit)
        found.next = tokenOf(rows.cell(rows.count() - 1, columns), rows.cell(rows.count() - 1, columns + 1));
    return found;
}

} // namespace

Result<FoundRows> findArchived(Session &session, const ArchivePolicy &policy, const QString &where, qint64 limit,
                               const QString &after)
{
    PARTERRE_TRY(checkPredicate(where));
    PARTERRE_ASSIGN(plan, planArchive(session, policy));
    if (plan.policy.isInFiles())
        return failure(ErrorCode::Refused, Text::tr("the archive of %1 is files").arg(plan.source.name.quoted()), {},
                       Text::tr("parterrectl archive-file browse %1 --where COLUMN=VALUE looks into all of them.")
                           .arg(plan.policy.settings.folder));
    if (!plan.archive || plan.source.keys.isEmpty() || !plan.source.column(plan.policy.ageColumn))
        return failure(ErrorCode::NotFound, Text::tr("there is no archive %1").arg(plan.policy.archive.quoted()));
    const SqlNames names{{u"predicate"_s, where}};
    Params params;
    params << limit;
    if (after.isEmpty()) {
        PARTERRE_ASSIGN(rows, session.exec(plan.sql().sql("archive/find_rows", names), params));
        return pageOf(rows, limit);
    }
    PARTERRE_ASSIGN(place, placeOf(after));
    for (const auto &value : place.values())
        params << QString::fromUtf8(*value);
    PARTERRE_ASSIGN(rows, session.exec(plan.sql().sql("archive/find_rows_after", names), params));
    return pageOf(rows, limit);
}

} // namespace parterre
