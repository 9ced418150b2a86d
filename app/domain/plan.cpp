// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/plan.h"

#include "domain/jsondigest.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Plan)
};

} // namespace

QString Plan::digest() const
{
    return jsonDigest(JsonWriter::toJson(*this).toObject());
}

QStringList Plan::unacknowledged() const
{
    QStringList subjects;
    for (const Finding &finding : findings) {
        if (finding.asks && !finding.acknowledged)
            subjects << finding.subject;
    }
    return subjects;
}

QByteArray Plan::toJson() const
{
    QJsonObject object = JsonWriter::toJson(*this).toObject();
    object.insert(QStringLiteral("sha256"), jsonDigest(object));
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

Result<Plan> Plan::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    QJsonObject object = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError || !object.contains(QStringLiteral("strategy")))
        return failure(ErrorCode::Usage, Text::tr("this is not a plan"), problem.errorString());
    const int format = object.value(QStringLiteral("format")).toInt();
    if (format > kFormat) {
        return failure(ErrorCode::Usage, Text::tr("the plan was made by a newer Parterre"),
                       Text::tr("Its format is %1, this program knows %2.").arg(format).arg(kFormat),
                       Text::tr("Run it with the program that made it, or a newer one."));
    }
    const QString expected = object.take(QStringLiteral("sha256")).toString();
    if (jsonDigest(object) != expected) {
        return failure(ErrorCode::Usage, Text::tr("the plan was changed after it was made"),
                       Text::tr("Its digest does not fit its content."), Text::tr("Make the plan again."));
    }
    Plan plan;
    JsonReader reader(object);
    plan.fields(reader);
    if (!reader.failed.isEmpty())
        return failure(ErrorCode::Usage, Text::tr("this is not a plan"),
                       Text::tr("The field \"%1\" cannot be read.").arg(reader.failed));
    return plan;
}

} // namespace parterre
