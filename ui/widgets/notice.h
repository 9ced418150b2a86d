// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "ui/theme.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace parterre {

/// A message at the place it is about: an icon and text that wraps and can be selected. Hidden while it says nothing.
class Notice : public QFrame {
    Q_OBJECT

public:
    explicit Notice(QWidget *parent = nullptr);

    /// An empty text hides it.
    void say(theme::Meaning meaning, const QString &text);
    /// Message, detail and hint, one a line.
    void say(const Error &error);
    void clear() { say(theme::Meaning::Busy, {}); }
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;
    QHBoxLayout *row() const { return m_row; } ///< icon and text; more may stand behind them

private:
    void paintIcon();

    theme::Meaning m_meaning = theme::Meaning::Busy;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QHBoxLayout *m_row = nullptr;
};

} // namespace parterre
