// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveoverview.h"
#include "archive/archiveplan.h"
#include "archive/archiver.h"
#include "archive/restorer.h"
#include "ui/widgets/scriptview.h"

namespace parterre {

/// "archive", "restore", "undo" in words.
QString kindText(const ArchiveRun &run);
/// "running", "done", "failed", "cancelled", and "done, taken back" for a restore that was undone.
QString stateText(const ArchiveRun &run);
/// A moment as the server writes it, for people: "2026-11-01 02:00 UTC".
QString momentText(const QString &serverMoment);
/// "Rows of public.t with at before 2024-11-22 go to public.t_archive: about 1,200 rows, 340 kB."
QString summaryText(const ArchivePlan &plan);
QString wayText(const LeafTask &task);
/// What was done, in one sentence.
QString doneText(const ArchiveReport &report, const QString &table);
QString doneText(const RestoreReport &report, const QString &table);
QString undoneText(const RestoreReport &report, const QString &table);

Script scriptOf(const QList<ArchiveStatement> &statements);
Script scriptOf(const QList<SqlText> &statements);

} // namespace parterre
