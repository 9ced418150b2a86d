// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/savedprofile.h"

#include <QLabel>

namespace parterre {

/// The colour and the word of the kind of server that one works on; hidden for development.
class KindBand : public QLabel {
    Q_OBJECT

public:
    explicit KindBand(QWidget *parent = nullptr);

    void setKind(ServerKind kind, const QString &description);

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintColors();
    ServerKind m_kind = ServerKind::Development;
};

} // namespace parterre
