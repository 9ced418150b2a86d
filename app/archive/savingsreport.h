// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivejournal.h"
#include "archive/savingslines.h"

namespace parterre {

class Session;

/// What an archive has saved between two measurements.
struct SavingsReport {
    ArchivePolicy policy;
    std::optional<SavingsMeasurement> before;
    std::optional<SavingsMeasurement> after;
    QList<SavingsLine> lines; ///< by part
    QStringList conclusions;  ///< plain sentences: what came back, what did not, what would help, what to do next
    qint64 shrunkBytes = 0;   ///< by which the table is smaller; negative: larger
    qint64 returnedBytes = 0; ///< by which table and archive together are smaller on this server; negative: larger
    qint64 reusableBytes = 0; ///< of rows that left one by one and gave no disk back: room once VACUUM has passed

    const SavingsLine *line(const QString &code) const; ///< the first of this code; null where there is none
};

/// Which two measurements a report compares: the newest "after", and the first "before" since the "after" ahead of it.
/// So a run that was stopped and gone on with counts as one. `all` the oldest first. What was measured by runs that
/// moved no row is left out, unless nothing else is there.
SavingsPair chosenPair(const QList<SavingsMeasurement> &all, const QList<ArchiveRun> &runs);

/// The same, with the measurement `id` as "before". Errors: Usage (there is none, or none after it).
Result<SavingsPair> pairSince(qint64 id, const QList<SavingsMeasurement> &all, const QList<ArchiveRun> &runs);

/// Compare. Pure; `runs` those of the database.
SavingsReport makeSavingsReport(const ArchivePolicy &policy, const SavingsPair &pair, const QList<ArchiveRun> &runs);

/// Read what was measured for a policy, and compare the chosen pair, or the last "after" with measurement `since`.
Result<SavingsReport> readSavingsReport(Session &session, const ArchivePolicy &policy,
                                        std::optional<qint64> since = {});

QString headingText(SavingsLine::Part part);
/// "before: 2026-11-23 02:00 UTC, label"; "before: not measured".
QString momentLine(const SavingsReport &report, SavingsMoment moment);

QJsonObject toJson(const SavingsReport &report);
/// One self-contained HTML document.
QString toHtml(const SavingsReport &report);
/// Write that into a file, whole or not at all. Errors: Usage.
Result<> writeHtml(const SavingsReport &report, const QString &path);

} // namespace parterre
