// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/engine.h"

#include <QWidget>

class QCheckBox;

namespace parterre {

class SqlView;

/// Statements as a script to read, with locks and remarks as comments.
struct Script {
    QString brief; ///< what changes something, without the bodies of functions
    QString full;  ///< every statement, as it is sent
};

Script scriptOf(const QList<PlannedStatement> &statements);
/// The same with a heading a step. Takes long where there are hundreds of partitions: not for the window's thread.
Script scriptOf(const QList<PlannedStep> &steps);

/// Shows a script in brief, and all of it on request. `name` is the object name of the text, name + "All" of the box.
class ScriptView : public QWidget {
    Q_OBJECT

public:
    explicit ScriptView(const QString &name, QWidget *parent = nullptr);

    void setScript(const Script &script);
    void setWhole(bool whole); ///< the reader may change it

private:
    void show();

    Script m_script;
    SqlView *m_sql = nullptr;
    QCheckBox *m_all = nullptr;
};

} // namespace parterre
