// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/savingsjournal.h"

#include "archive/savingsprobe.h"
#include "pg/ownschema.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace parterre::savingsjournal {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(SavingsJournal)
};

constexpr int kSinceVersion = 4; // of schema parterre

QString compact(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
}

Statement statementOf(const QString &policy, const QString &run, SavingsMoment moment, const QString &label,
                      const SavingsFigures &figures)
{
    return {SqlText::load(u"archive/save_measurement"_s),
            Params() << policy << run << toText(moment) << label << compact(JsonWriter::toJson(figures))};
}

Result<SavingsMeasurement> measurementOf(const Rows &rows, qsizetype i)
{
    SavingsMeasurement measurement;
    measurement.id = rows.integer(i, "id");
    measurement.run = rows.text(i, "run_id");
    measurement.label = rows.text(i, "label");
    measurement.at = rows.text(i, "measured_at");
    JsonReader figures(QJsonDocument::fromJson(rows.text(i, "figures").toUtf8()).object());
    measurement.figures.fields(figures);
    if (!fromText(rows.text(i, "moment"), &measurement.moment) || !figures.failed.isEmpty())
        return failure(ErrorCode::Changed, Text::tr("measurement %1 cannot be read").arg(measurement.id),
                       figures.failed);
    return measurement;
}

Result<> saveSettings(Session &session, const QString &policy, const QJsonObject &settings)
{
    PARTERRE_ASSIGN(saved,
                    session.exec(SqlText::load(u"archive/save_settings"_s), Params() << policy << compact(settings)));
    if (saved.isEmpty())
        return failure(ErrorCode::NotFound, Text::tr("there is no archive policy for %1").arg(policy));
    return {};
}

} // namespace

Statement saveStatement(const QString &policy, const QString &run, SavingsMoment moment, const SavingsFigures &figures)
{
    return statementOf(policy, run, moment, {}, figures);
}

Result<> save(Session &session, const QString &policy, SavingsMoment moment, const QString &label,
              const SavingsFigures &figures)
{
    PARTERRE_TRY(ownschema::install(session));
    const Statement statement = statementOf(policy, {}, moment, label, figures);
    PARTERRE_TRY(session.exec(statement.sql, statement.params));
    return {};
}

Result<QList<SavingsMeasurement>> measurements(Session &session, const QString &policy)
{
    QList<SavingsMeasurement> list;
    PARTERRE_ASSIGN(version, ownschema::version(session));
    if (version < kSinceVersion)
        return list;
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(u"archive/list_measurements"_s), Params() << policy));
    for (qsizetype i = 0; i < rows.count(); ++i) {
        PARTERRE_ASSIGN(measurement, measurementOf(rows, i));
        list << measurement;
    }
    return list;
}

Result<> checkQueries(const QStringList &queries)
{
    if (queries.size() > kQueries)
        return failure(ErrorCode::Usage, Text::tr("a policy has at most %1 queries").arg(kQueries));
    for (const QString &query : queries)
        PARTERRE_TRY(checkQuery(query));
    return {};
}

Result<> saveQueries(Session &session, const QString &policy, const QStringList &queries)
{
    PARTERRE_TRY(checkQueries(queries));
    return saveSettings(session, policy, {{u"queries"_s, QJsonArray::fromStringList(queries)}});
}

Result<> savePrices(Session &session, const QString &policy, const ArchivePrices &prices)
{
    return saveSettings(session, policy, {{u"prices"_s, JsonWriter::toJson(prices)}});
}

} // namespace parterre::savingsjournal
