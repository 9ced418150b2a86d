// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/catalog/relationdetails.h"

#include "pg/session.h"

#include <QCoreApplication>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(RelationDetails)
};

QDateTime moment(const Rows &rows, const char *column)
{
    return rows.isNull(0, column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(rows.integer(0, column), Qt::UTC);
}

} // namespace

Result<RelationDetails> readRelationDetails(Session &session, quint32 oid)
{
    const Params params = Params() << QString::number(oid);
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(u"catalog/relation_details"_s), params));
    if (rows.isEmpty())
        return failure(ErrorCode::NotFound, Text::tr("the table is gone"));
    RelationDetails details;
    details.ddl = rows.text(0, "ddl");
    details.owner = rows.text(0, "owner");
    details.tablespace = rows.text(0, "tablespace");
    details.comment = rows.text(0, "comment");
    details.lastVacuum = moment(rows, "vacuum_ms");
    details.lastAnalyze = moment(rows, "analyze_ms");
    details.modifiedSinceAnalyze = rows.integer(0, "modified");
    if (!rows.isNull(0, "xid_age"))
        details.xidAge = static_cast<int>(rows.integer(0, "xid_age"));
    PARTERRE_ASSIGN(indexes, session.exec(SqlText::load(u"catalog/relation_indexes"_s), params));
    for (qsizetype i = 0; i < indexes.count(); ++i)
        details.indexes << IndexFacts{indexes.text(i, "name"), indexes.text(i, "definition"),
                                      indexes.integer(i, "bytes"), indexes.integer(i, "scans"),
                                      indexes.flag(i, "valid")};
    return details;
}

} // namespace parterre
