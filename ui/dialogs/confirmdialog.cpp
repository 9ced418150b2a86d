// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/confirmdialog.h"

#include "ui/widgets/kindband.h"
#include "ui/widgets/sqlview.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace parterre {

namespace {

// The bodies of functions are long, and say little about what a yes does.
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
            % ConfirmDialog::tr("/* %n line(s) */", nullptr, static_cast<int>(lines)) % u' ' % match.captured(1);
        end = match.capturedEnd();
    }
    return text % script.mid(end);
}

} // namespace

QString scriptText(const QList<PlannedStatement> &statements)
{
    QStringList parts;
    for (const PlannedStatement &statement : statements) {
        QString text;
        if (!statement.remark.isEmpty())
            text += u"-- " % statement.remark % u'\n';
        if (!statement.sql.locks.isEmpty() && statement.sql.locks != u"none")
            text += ConfirmDialog::tr("-- locks: %1").arg(statement.sql.locks) % u'\n';
        parts << text % statement.sql.text.trimmed() % u";\n";
    }
    return parts.join(u'\n');
}

ConfirmDialog::ConfirmDialog(const Confirmation &what, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("confirmDialog"));
    setWindowTitle(what.title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *band = new KindBand;
    auto *title = new QLabel(what.title);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setBold(true);
    title->setFont(font);
    title->setWordWrap(true);
    auto *text = new QLabel(what.text);
    text->setObjectName(QStringLiteral("confirmText"));
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *buttons = new QDialogButtonBox;
    auto *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(QStringLiteral("confirmCancel"));
    m_go = buttons->addButton(what.verb, QDialogButtonBox::AcceptRole);
    m_go->setObjectName(QStringLiteral("confirmGo"));
    m_go->setAutoDefault(false);
    cancel->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(band);
    layout->addWidget(title);
    layout->addWidget(text);
    if (!what.statements.isEmpty())
        layout->addWidget(makeStatements(what.statements), 1);
    if (!what.option.isEmpty()) {
        m_option = new QCheckBox(what.option);
        m_option->setObjectName(QStringLiteral("confirmOption"));
        layout->addWidget(m_option);
    }
    if (!what.typedName.isEmpty()) {
        auto *name = new QLineEdit;
        name->setObjectName(QStringLiteral("confirmName"));
        auto *label = new QLabel(tr("Type %1 to go on:").arg(what.typedName));
        label->setBuddy(name);
        layout->addWidget(label);
        layout->addWidget(name);
        m_go->setEnabled(false);
        connect(name, &QLineEdit::textChanged, m_go,
                [this, wanted = what.typedName](const QString &typed) { m_go->setEnabled(typed == wanted); });
    }
    layout->addWidget(buttons);
    band->setKind(what.kind, {});
    cancel->setFocus();
    resize(what.statements.isEmpty() ? 460 : 720, what.statements.isEmpty() ? 160 : 520);
}

QWidget *ConfirmDialog::makeStatements(const QList<PlannedStatement> &statements)
{
    QList<PlannedStatement> changes = statements;
    changes.removeIf([](const PlannedStatement &statement) { return statement.sql.onlyReads; });
    auto *sql = new SqlView;
    sql->setObjectName(QStringLiteral("confirmSql"));
    const QString some = withoutBodies(scriptText(changes));
    sql->setPlainText(some);
    auto *all = new QCheckBox(tr("Show all of it: functions in full, and the queries and checks in between"));
    all->setObjectName(QStringLiteral("confirmAll"));
    connect(all, &QCheckBox::toggled, sql,
            [sql, every = scriptText(statements), some](bool on) { sql->setPlainText(on ? every : some); });
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->addWidget(sql, 1);
    layout->addWidget(all);
    return box;
}

bool ConfirmDialog::optionChosen() const
{
    return m_option && m_option->isChecked();
}

} // namespace parterre
