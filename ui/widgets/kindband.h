// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/savedprofile.h"

#include <QWidget>

namespace parterre {

/// The colour and the word of the kind of server that one works on; hidden for development.
class KindBand : public QWidget {
    Q_OBJECT

public:
    explicit KindBand(QWidget *parent = nullptr);

    void setKind(ServerKind kind, const QString &description);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ServerKind m_kind = ServerKind::Development;
    QString m_description;
};

} // namespace parterre
