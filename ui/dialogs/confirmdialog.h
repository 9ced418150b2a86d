// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/savedprofile.h"
#include "ui/widgets/scriptview.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace parterre {

/// What is to be confirmed: everything that a person needs to say yes.
struct Confirmation {
    QString title;  ///< "Roll back public.transactions?"
    QString text;   ///< what happens and what it costs, in sentences
    QString verb;   ///< on the button: "Roll back public.transactions"
    Script script;  ///< what will run; empty = nothing to show
    QString option; ///< text of a check box, off; empty = none
    ServerKind kind = ServerKind::Development;
    QString typedName; ///< has to be typed; empty = not asked for
};

/// Asks before something is done to the database. The focus is on Cancel; the exact statements are there to read.
/// Open it with open(); accepted() means yes.
class ConfirmDialog : public QDialog {
    Q_OBJECT

public:
    explicit ConfirmDialog(const Confirmation &what, QWidget *parent = nullptr);

    bool optionChosen() const;

private:
    QCheckBox *m_option = nullptr;
    QPushButton *m_go = nullptr;
};

} // namespace parterre
