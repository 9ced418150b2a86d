// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace parterre {

/// A message in its place: it stays until it is dealt with or closed. Hidden while there is none.
class InlineMessage : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Info, Warning, Error };

    explicit InlineMessage(QWidget *parent = nullptr);

    void show(Kind kind, const QString &text, const QString &action = {});
    void show(const Error &error, const QString &action = {});
    void clear() { setVisible(false); }
    QString text() const;

Q_SIGNALS:
    void actionRequested();

private:
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_action = nullptr;
};

} // namespace parterre
