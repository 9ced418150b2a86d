// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/scriptview.h"

#include "ui/tasktext.h"
#include "ui/widgets/sqlview.h"

#include <QCheckBox>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace parterre {

namespace {

QString textOf(const PlannedStatement &statement)
{
    QString text;
    if (!statement.remark.isEmpty())
        text += u"-- " % statement.remark % u'\n';
    if (!statement.sql.locks.isEmpty())
        text += ScriptView::tr("-- locks: %1").arg(toText(statement.sql.locks)) % u'\n';
    return text % statement.sql.text.trimmed() % u";\n";
}

// The bodies of functions are long, and say little about what is changed.
QString withoutBodies(const QString &script)
{
    static const QRegularExpression body(QStringLiteral("(\\$\\w*\\$)(.*?)\\1"),
                                         QRegularExpression::DotMatchesEverythingOption);
    QString text;
    qsizetype end = 0;
    for (auto matches = body.globalMatch(script); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const auto lines = match.capturedView(2).count(u'\n');
        if (lines < 3)
            continue;
        text += script.mid(end, match.capturedStart() - end) % match.captured(1) % u' '
            % ScriptView::tr("/* %n line(s) */", nullptr, static_cast<int>(lines)) % u' ' % match.captured(1);
        end = match.capturedEnd();
    }
    return text % script.mid(end);
}

} // namespace

Script scriptOf(const QList<PlannedStatement> &statements)
{
    QStringList brief;
    QStringList changes;
    QStringList full;
    for (const PlannedStatement &statement : statements) {
        const QString text = textOf(statement);
        full << text;
        if (statement.sql.onlyReads || statement.rare)
            continue;
        changes << text;
        brief << withoutBodies(text);
    }
    return {brief.join(u'\n'), changes.join(u'\n'), full.join(u'\n')};
}

Script scriptOf(const QList<PlannedStep> &steps)
{
    Script script;
    for (const PlannedStep &step : steps) {
        const QString head = u"-- ======== " % stepText(step.name) % u'\n' % u"-- " % step.purpose % u"\n\n";
        const Script part = scriptOf(step.statements);
        if (!part.changes.isEmpty()) {
            script.brief += head % part.brief % u'\n';
            script.changes += head % part.changes % u'\n';
        }
        script.full += head % part.full % u'\n';
    }
    return script;
}

ScriptView::ScriptView(const QString &name, Functions functions, QWidget *parent)
    : QWidget(parent)
    , m_functions(functions)
    , m_sql(new SqlView)
    , m_all(new QCheckBox(functions == Functions::Whole
                              ? tr("Show the queries and checks in between too, and what is needed rarely")
                              : tr("Show all of it: functions in full, the queries and checks in between, and what is "
                                   "needed rarely")))
{
    m_sql->setObjectName(name);
    m_all->setObjectName(name % u"All");
    connect(m_all, &QCheckBox::toggled, this, &ScriptView::show);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_sql, 1);
    layout->addWidget(m_all);
}

void ScriptView::setScript(const Script &script)
{
    m_script = script;
    show();
}

void ScriptView::show()
{
    m_sql->setSql(m_all->isChecked()                    ? m_script.full
                      : m_functions == Functions::Whole ? m_script.changes
                                                        : m_script.brief);
}

} // namespace parterre
