// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/engine.h"
#include "migration/planner.h"
#include "support/fail.h"

#include <QStringList>
#include <QTest>

#include <cstdio>

/// Fail the test with the error's text.
#define QVERIFY_RESULT(expression)                                                                                     \
    do {                                                                                                               \
        const auto &result_ = (expression);                                                                            \
        QVERIFY2(result_.has_value(), result_.has_value() ? "" : qPrintable(result_.error().toText()));                \
    } while (false)

namespace parterre::test {

/// Keeps every note and event; prints them when PARTERRE_TEST_VERBOSE is set.
class RecordingSink final : public ProgressSink {
public:
    void report(const Progress &progress) override
    {
        last = progress;
        if (onReport)
            onReport(progress);
    }
    void note(const QString &text) override
    {
        notes << text;
        if (qEnvironmentVariableIsSet("PARTERRE_TEST_VERBOSE"))
            std::fprintf(stderr, "    %s\n", qPrintable(text));
    }

    Progress last;
    QStringList notes;
    std::function<void(const Progress &)> onReport;
};

inline ConnectionProfile profileOf(const QString &conninfo)
{
    return ConnectionProfile::fromConninfo(conninfo).value();
}

/// Plan with the defaults, as whoever `conninfo` names.
inline Result<PlanResult> planFor(const QString &conninfo, const PlanRequest &request)
{
    RecordingSink sink;
    auto session = Session::open(profileOf(conninfo));
    if (!session)
        return tl::unexpected(session.error());
    return makePlan(**session, request, {}, sink);
}

/// What blocks, one finding a line.
inline QString blockersOf(const PlanResult &planned)
{
    QString text;
    for (const Finding &finding : planned.findings) {
        if (finding.severity == Finding::Severity::Blocks)
            text += QStringLiteral("\n%1: %2: %3 (%4)")
                        .arg(finding.code, finding.object, finding.consequence, finding.hint);
    }
    return text;
}

/// Plan for a table that nothing blocks: otherwise the test fails, with what does.
inline std::optional<Plan> mustPlan(const QString &conninfo, const PlanRequest &request)
{
    const auto planned = planFor(conninfo, request);
    if (!planned) {
        fail(planned.error().toText());
        return {};
    }
    if (const QString blockers = blockersOf(*planned); !blockers.isEmpty())
        fail(blockers);
    return planned->plan;
}

inline PlanRequest requestFor(const QString &schema, const QString &table, const QString &key,
                              const QString &every = QStringLiteral("1 month"))
{
    PlanRequest request;
    request.table = {schema, table};
    request.keyColumn = key;
    request.every = every;
    return request;
}

/// The test fails unless a finding of that code blocks, has these words in its object and in its consequence, and says
/// what to do.
inline void mustBeBlocked(const Result<PlanResult> &planned, const QString &code, const QString &object,
                          const QString &consequence = {})
{
    QVERIFY_RESULT(planned);
    QVERIFY(planned->isBlocked());
    const bool named = std::any_of(planned->findings.cbegin(), planned->findings.cend(), [&](const Finding &finding) {
        return finding.severity == Finding::Severity::Blocks && finding.code == code && finding.object.contains(object)
            && finding.consequence.contains(consequence) && !finding.consequence.isEmpty() && !finding.hint.isEmpty();
    });
    QVERIFY2(named, qPrintable(QStringLiteral("not refused as it should be:") + blockersOf(*planned)));
}

} // namespace parterre::test
