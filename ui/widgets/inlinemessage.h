// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/notice.h"

class QPushButton;

namespace parterre {

/// A notice that can be closed, and may offer something to do. It stays until it is dealt with.
class InlineMessage : public Notice {
    Q_OBJECT

public:
    explicit InlineMessage(QWidget *parent = nullptr);

    /// `action` is the text of the button; empty = no button.
    void show(theme::Meaning meaning, const QString &text, const QString &action = {});
    void show(const Error &error);
    void clear();

Q_SIGNALS:
    void actionRequested();
    void gone(); ///< what it said is not to be read any more: closed, cleared, or something else is said

private:
    QPushButton *m_action = nullptr;
};

} // namespace parterre
