// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace parterre {

/// SQL to read and copy, never to edit: fixed font, keywords and comments set apart.
class SqlView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit SqlView(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Highlighter;
    Highlighter *m_highlighter;
};

} // namespace parterre
