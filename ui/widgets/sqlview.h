// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QTimer>

namespace parterre {

/// SQL to read and copy, never to edit: fixed font, keywords and comments set apart.
class SqlView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit SqlView(QWidget *parent = nullptr);

    void setSql(const QString &sql); ///< its beginning is there at once, all of it a moment later

protected:
    void changeEvent(QEvent *event) override;

private:
    class Highlighter;
    void takeMore();

    Highlighter *m_highlighter;
    QString m_rest; ///< not shown yet
    QTimer m_more;
};

} // namespace parterre
