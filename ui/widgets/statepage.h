// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QStackedWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace parterre {

/// One place that is empty, loading, broken or ready. Loading can be cancelled; an error can be tried again.
class StatePage : public QStackedWidget {
    Q_OBJECT

public:
    /// Takes `content`, which is shown when ready.
    explicit StatePage(QWidget *content, QWidget *parent = nullptr);

    void showContent();
    void showEmpty(const QString &title, const QString &text, const QString &action = {});
    /// `permille`: how much is done; negative where nobody knows.
    void showLoading(const QString &text, int permille = -1);
    void showError(const Error &error, bool canRetry = true);
    /// Offer a way elsewhere beside "Try again"; empty = none.
    void setBackText(const QString &text);
    bool showsContent() const;

Q_SIGNALS:
    void cancelRequested();
    void retryRequested();
    void actionRequested(); ///< the button of the empty page
    void backRequested();

private:
    QWidget *makeNotice();
    QWidget *makeLoading();

    QWidget *m_content = nullptr;
    QWidget *m_notice = nullptr;
    QWidget *m_loading = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_action = nullptr;
    QPushButton *m_back = nullptr;
    QLabel *m_loadingText = nullptr;
    QProgressBar *m_loadingBar = nullptr;
    bool m_isError = false;
};

} // namespace parterre
