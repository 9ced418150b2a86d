// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivepolicy.h"

#include <QDialog>

namespace parterre {

class Database;

/// What a run of a policy would do now; nothing is changed.
class ArchiveDryRunDialog : public QDialog {
    Q_OBJECT

public:
    ArchiveDryRunDialog(Database &database, const ArchivePolicy &policy, QWidget *parent = nullptr);
};

} // namespace parterre
