// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/selection.h"

#include "archive/restorer.h"
#include "domain/sqlscan.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Selection)
};

} // namespace

Result<> checkPredicate(const QString &text)
{
    // With what is put around it: a quote or a comment without an end would swallow the last of it.
    const QString enclosed = u'(' % text % u"\n)";
    int depth = 0;
    bool closed = false;
    for (const SqlToken &token : sqlTokens(enclosed)) {
        const bool symbol = token.kind == SqlToken::Kind::Symbol;
        depth += !symbol ? 0 : token.text == u"(" ? 1 : token.text == u")" ? -1 : 0;
        closed = depth == 0 && token.to == enclosed.size();
        if ((depth == 0 && !closed) || (symbol && token.text == u";"))
            break;
    }
    if (!closed || sqlTokens(text).isEmpty())
        return failure(ErrorCode::Usage, Text::tr("the predicate is no single condition"), text);
    return {};
}

Result<Selection> Selection::of(const RestoreRequest &request, const ArchiveSql &sql)
{
    const bool range = !request.from.isEmpty() || !request.to.isEmpty();
    if (!request.leaf.isEmpty() || (!range && request.where.isEmpty()))
        return failure(ErrorCode::Usage,
                       Text::tr("what is to be restored: a range, a partition, or what satisfies a "
                                "condition?"),
                       {}, Text::tr("Write --from and --to, --leaf, or --where."));
    Selection selection;
    if (!request.where.isEmpty())
        PARTERRE_TRY(checkPredicate(request.where));
    selection.m_predicate = request.where;
    selection.m_age = u"a." % quoteIdentifier(sql.policy().ageColumn);
    selection.m_type = sql.ageType();
    selection.m_from = request.from;
    selection.m_to = request.to;
    return selection;
}

QString Selection::text(int first) const
{
    QStringList terms;
    const auto term = [&](const char *operation) {
        return QString(m_age % QLatin1String(operation) % u'$' % QString::number(first++) % u"::" % m_type);
    };
    if (!m_from.isEmpty())
        terms << term(" >= ");
    if (!m_to.isEmpty())
        terms << term(" < ");
    if (!m_predicate.isEmpty())
        terms << u'(' % m_predicate % u"\n)"; // it may end with a comment
    return terms.join(QStringLiteral(" AND "));
}

Params Selection::with(Params params) const
{
    if (!m_from.isEmpty())
        params << m_from;
    if (!m_to.isEmpty())
        params << m_to;
    return params;
}

} // namespace parterre
