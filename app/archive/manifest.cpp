// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/manifest.h"

#include "domain/jsondigest.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Manifest)
};

} // namespace

QString toText(ArchiveFormat format)
{
    return format == ArchiveFormat::Csv ? QStringLiteral("csv") : QStringLiteral("binary");
}

bool fromText(const QString &text, ArchiveFormat *format)
{
    *format = text == u"binary" ? ArchiveFormat::Binary : ArchiveFormat::Csv;
    return toText(*format) == text;
}

qint64 Manifest::contentOf(qint64 some) const
{
    const double share = static_cast<double>(some) / static_cast<double>(std::max<qint64>(1, rows.rows));
    return static_cast<qint64>(static_cast<double>(content.bytes) * share);
}

QByteArray Manifest::toJson() const
{
    QJsonObject object = JsonWriter::toJson(*this).toObject();
    object.insert(QStringLiteral("sha256"), jsonDigest(object));
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

Result<Manifest> Manifest::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    QJsonObject object = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError || !object.contains(QStringLiteral("fileName")))
        return failure(ErrorCode::Usage, Text::tr("this is not the manifest of an archive file"),
                       problem.error == QJsonParseError::NoError ? QString() : problem.errorString());
    const int format = object.value(QStringLiteral("format")).toInt();
    if (format > kFormat) {
        return failure(ErrorCode::Usage, Text::tr("the manifest was written by a newer Parterre"),
                       Text::tr("Its format is %1, this program knows %2.").arg(format).arg(kFormat));
    }
    const QString expected = object.take(QStringLiteral("sha256")).toString();
    if (jsonDigest(object) != expected)
        return failure(ErrorCode::Mismatch, Text::tr("the manifest was changed after it was written"),
                       Text::tr("Its digest does not fit its content."));
    Manifest manifest;
    JsonReader reader(object);
    manifest.fields(reader);
    if (!reader.failed.isEmpty())
        return failure(ErrorCode::Usage, Text::tr("this is not the manifest of an archive file"),
                       Text::tr("The field \"%1\" cannot be read.").arg(reader.failed));
    return manifest;
}

} // namespace parterre
