// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migration/engine.h"

#include <QWidget>

class QCheckBox;

namespace parterre {

class SqlView;

/// Statements as a script to read, with locks and remarks as comments.
struct Script {
    QString brief;   ///< what changes something, without the bodies of functions
    QString changes; ///< what changes something
    QString full;    ///< every statement, as it is sent
};

Script scriptOf(const QList<PlannedStatement> &statements);
/// The same with a heading a step. Takes long where there are hundreds of partitions: not for the window's thread.
Script scriptOf(const QList<PlannedStep> &steps);

/// Shows what a script changes, and all of it on request. `name` is the object name of the text, name + "All" of the
/// box.
class ScriptView : public QWidget {
    Q_OBJECT

public:
    enum class Functions { Folded, Whole };
    explicit ScriptView(const QString &name, Functions functions, QWidget *parent = nullptr);

    void setScript(const Script &script);

private:
    void show();

    Functions m_functions;
    Script m_script;
    SqlView *m_sql = nullptr;
    QCheckBox *m_all = nullptr;
};

} // namespace parterre
