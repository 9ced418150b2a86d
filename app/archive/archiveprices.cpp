// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archiveprices.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchivePrices)
};

constexpr double kGb = 1024.0 * 1024 * 1024;

Failure unreadable(const QString &why)
{
    return failure(ErrorCode::Usage, Text::tr("the price table cannot be read"), why,
                   Text::tr("Write it as {\"currency\": \"EUR\", \"perGbMonth\": {\"table\": 0.12, \"archive\": 0.04, "
                            "\"backup\": 0.02}, \"keptBackups\": 14}."));
}

// A misspelt name would be a price that nobody counts.
QStringList strangersIn(const QJsonObject &object, const QStringList &known)
{
    QStringList strangers;
    for (const QString &key : object.keys()) {
        if (!known.contains(key))
            strangers << key;
    }
    return strangers;
}

} // namespace

const QStringList &ArchivePrices::places()
{
    static const QStringList all{u"table"_s, u"archive"_s, u"files"_s, u"server"_s, u"backup"_s};
    return all;
}

std::optional<double> ArchivePrices::cost(const QString &place, qint64 bytes) const
{
    const auto price = perGbMonth.constFind(place);
    if (price == perGbMonth.cend())
        return std::nullopt;
    return *price * static_cast<double>(bytes) / kGb;
}

Result<ArchivePrices> ArchivePrices::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return unreadable(problem.error == QJsonParseError::NoError ? Text::tr("It is no JSON object.")
                                                                    : problem.errorString());
    const QJsonObject object = document.object();
    const QStringList strangers = strangersIn(object, {u"currency"_s, u"perGbMonth"_s, u"keptBackups"_s})
        + strangersIn(object[u"perGbMonth"].toObject(), places());
    if (!strangers.isEmpty())
        return unreadable(Text::tr("Nothing is known of \"%1\".").arg(strangers.join(u"\", \""_s)));
    ArchivePrices prices;
    JsonReader reader(object);
    prices.fields(reader);
    if (!reader.failed.isEmpty())
        return unreadable(Text::tr("\"%1\" is not what it must be; numbers stand without quotes and with a point.")
                              .arg(reader.failed));
    const auto isPrice = [](double price) { return std::isfinite(price) && price >= 0; };
    if (prices.keptBackups < 0 || !std::all_of(prices.perGbMonth.cbegin(), prices.perGbMonth.cend(), isPrice))
        return unreadable(Text::tr("A price or a number of backups is below zero."));
    return prices;
}

} // namespace parterre
