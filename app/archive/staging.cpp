// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/staging.h"

#include "archive/archivereader.h"
#include "base/units.h"
#include "domain/sqlscan.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <optional>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ArchiveFile)
};

/// Whether a text of a manifest is nothing but the name of a type or a collation: no comment, nothing behind it. The
/// server's own functions pass over comments.
bool isPlainName(const QString &text)
{
    QString plain;
    for (const SqlToken &token : sqlTokens(text)) {
        if (token.kind == SqlToken::Kind::String
            || (token.kind == SqlToken::Kind::Symbol && !u"().,[]"_s.contains(token.text)))
            return false;
        plain += text.mid(token.from, token.to - token.from);
    }
    static const QRegularExpression space(u"\\s"_s);
    static const QRegularExpression control(u"[\\x00-\\x1f\\x7f]"_s);
    return !text.contains(control) && QString(text).remove(space) == QString(plain).remove(space);
}

Result<> refuseForeignText(const Manifest &manifest)
{
    constexpr qsizetype longest = 63; // of a name; the server would cut it
    for (const FileColumn &column : manifest.columns) {
        if (!isPlainName(column.type) || (!column.collation.isEmpty() && !isPlainName(column.collation))
            || column.name.toUtf8().size() > longest)
            return failure(ErrorCode::Refused, Text::tr("the manifest has a column that is none"), column.name);
    }
    return {};
}

Result<> refuseUnknownTypes(Session &session, const Manifest &manifest)
{
    QStringList types;
    QStringList collations;
    for (const FileColumn &column : manifest.columns) {
        types << column.type;
        if (!column.collation.isEmpty())
            collations << column.collation;
    }
    PARTERRE_ASSIGN(unknown,
                    session.exec(SqlText::load(u"archivefile/unknown_types"_s), Params() << types << collations));
    QStringList names;
    for (qsizetype row = 0; row < unknown.count(); ++row)
        names << unknown.text(row, "name");
    if (names.isEmpty())
        return {};
    return failure(ErrorCode::Refused, Text::tr("this database does not have all types and collations of the file"),
                   Text::tr("Missing: %1.").arg(names.join(u", "_s)), Text::tr("Create them, then try again."));
}

/// Feeds a COPY. A COPY takes an error for the end of the rows, so whoever uses it asks for the error afterwards.
class Feed {
public:
    Feed(ArchiveReader &reader, const Manifest &manifest, ProgressSink &sink)
        : m_reader(reader)
        , m_sink(sink)
    {
        m_progress.step = Text::tr("Loading the file");
        m_progress.bytesTotal = manifest.content.bytes;
    }

    QByteArray next()
    {
        auto content = m_reader.next();
        if (!content) {
            error = content.error();
            return {};
        }
        m_progress.bytesDone += content->size();
        m_sink.report(m_progress);
        return *content;
    }

    std::optional<Error> error;

private:
    ArchiveReader &m_reader;
    ProgressSink &m_sink;
    Progress m_progress;
};

Result<qint64> copyIn(Session &session, const SqlText &load, const Manifest &manifest, const QString &rowsPath,
                      ProgressSink &sink)
{
    PARTERRE_ASSIGN(reader, ArchiveReader::open(rowsPath, manifest));
    Feed feed(*reader, manifest, sink);
    auto copied = session.copyIn(load, [&] { return feed.next(); });
    if (feed.error)
        return Failure(*feed.error);
    return copied;
}

} // namespace

Result<RowsDigest> readRowsDigest(Session &session, const SqlText &checksum)
{
    PARTERRE_ASSIGN(rows, session.exec(checksum));
    return RowsDigest{rows.integer(0, "rows"), rows.text(0, "hash0"), rows.text(0, "hash1"), rows.text(0, "least"),
                      rows.text(0, "greatest")};
}

QString digestDifference(const RowsDigest &found, const RowsDigest &expected)
{
    if (found.rows != expected.rows)
        return Text::tr("%1 rows were found, and %2 expected.")
            .arg(formatCount(found.rows), formatCount(expected.rows));
    if (found == expected)
        return {};
    return Text::tr("The %1 rows have the sums %2 and %3, expected were %4 and %5.")
        .arg(formatCount(found.rows), found.sum0, found.sum1, expected.sum0, expected.sum1);
}

Result<bool> loadStaging(Session &session, const Manifest &manifest, const QString &rowsPath, ProgressSink &sink)
{
    const ArchiveFileSql sql(manifest);
    PARTERRE_TRY(refuseForeignText(manifest));
    PARTERRE_TRY(refuseUnknownTypes(session, manifest));
    PARTERRE_TRY(session.exec(sql.dropStaging()));
    PARTERRE_TRY(session.exec(sql.createStaging()));
    PARTERRE_TRY(copyIn(session, sql.load(), manifest, rowsPath, sink));
    PARTERRE_ASSIGN(found, readRowsDigest(session, sql.stagingChecksum()));
    const bool comparable = session.serverMajor() == manifest.serverMajor();
    const QString difference = digestDifference(found, manifest.rows);
    if (!difference.isEmpty() && (comparable || found.rows != manifest.rows.rows))
        return failure(ErrorCode::Mismatch, Text::tr("the rows of %1 are not what was exported").arg(rowsPath),
                       difference);
    return comparable;
}

void dropStaging(Session &session, const Manifest &manifest)
{
    (void)session.exec(ArchiveFileSql(manifest).dropStaging());
}

} // namespace parterre
