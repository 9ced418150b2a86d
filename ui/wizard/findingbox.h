// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/finding.h"

#include <QFrame>

class QGridLayout;

namespace parterre {

/// One finding: its icon, its object and what follows from it; below that whatever is added.
class FindingBox : public QFrame {
    Q_OBJECT

public:
    explicit FindingBox(const Finding &finding, QWidget *parent = nullptr);

    void addBelow(QWidget *widget, Qt::Alignment alignment = {});
    /// What to do about it, if the finding says so.
    void addHint();
    /// Where it was found, one line each.
    void addPlaces();
    /// What to write instead, to be copied.
    void addSnippet();

private:
    void addText(const QString &text);

    Finding m_finding;
    QGridLayout *m_grid = nullptr;
};

} // namespace parterre
