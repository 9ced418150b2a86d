// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivesql.h"
#include "pg/rows.h"

namespace parterre {

struct RestoreRequest;

/// Which rows of an archive `a` a restore wants, as a condition and its parameters.
class Selection {
public:
    /// Errors: Usage where `request` names nothing, too much, or a predicate with a parenthesis or a statement too
    /// many.
    static Result<Selection> of(const RestoreRequest &request, const ArchiveSql &sql);

    /// The condition, its parameters numbered from `first` on.
    QString text(int first) const;
    /// `params` with those of the condition behind.
    Params with(Params params) const;

private:
    QString m_age; ///< "a.\"at\"", where a range is wanted
    QString m_type;
    QString m_from;
    QString m_to;
    QString m_predicate;
};

/// Whether `text` can stand between parentheses and stay there. Errors: Usage.
Result<> checkPredicate(const QString &text);

} // namespace parterre
